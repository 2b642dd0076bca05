import type { KnownPrices } from "#engine/notebook/price-reads.ts";
import type { Database } from "#server/db.ts";

const NEWEST_OF_ALL = `
  WITH newest AS (
    SELECT DISTINCT ON (symbol, timeframe) symbol, timeframe, hash
    FROM data_versions WHERE forgotten_at IS NULL ORDER BY symbol, timeframe, id DESC
  )
  SELECT coalesce(encode(sha256(string_agg(hash, ',' ORDER BY symbol, timeframe)::bytea), 'hex'), '') AS version,
    coalesce(json_object_agg(symbol || ' ' || timeframe, left(hash, 16)), '{}') AS series
  FROM newest`;

/** Names the prices that can be loaded now, all together and each series: other bars, another name. */
export async function pricesVersion(db: Database): Promise<KnownPrices> {
  const { rows } = await db.pool.query<KnownPrices>(NEWEST_OF_ALL);
  return rows[0] ?? { version: "", series: {} };
}
