import type { Database } from "#server/db.ts";

const NEWEST_OF_ALL = `
  SELECT coalesce(encode(sha256(string_agg(hash, ',' ORDER BY symbol, timeframe)::bytea), 'hex'), '') AS version
  FROM (
    SELECT DISTINCT ON (symbol, timeframe) symbol, timeframe, hash
    FROM data_versions WHERE forgotten_at IS NULL ORDER BY symbol, timeframe, id DESC
  ) newest`;

/** Names all the prices that can be loaded now: other bars of any series, another name. */
export async function pricesVersion(db: Database): Promise<{ version: string }> {
  const { rows } = await db.pool.query<{ version: string }>(NEWEST_OF_ALL);
  return { version: rows[0]?.version ?? "" };
}
