import type { PoolClient } from "pg";
import type { Bars } from "#engine/market/bars.ts";
import type { Database } from "#server/db.ts";
import { nextVersion, publishVersion } from "./data-version.ts";
import { inTransaction, withSeriesLock } from "./series-lock.ts";
import { writeBars } from "./write-bars.ts";

/** Where bars come from and what they are of. */
export interface BarsOrigin {
  /** Provider or file, and what was done to its prices. */
  readonly source: string;
  /** The instrument's name; the symbol itself when absent. */
  readonly name?: string;
  readonly sector?: string;
  readonly synthetic?: boolean;
}

/** What an import left in the database. */
export interface ImportedBars {
  readonly symbol: string;
  readonly timeframe: string;
  /** Bars that were in the import. */
  readonly bars: number;
  /** Data hash of the whole series as it now is. */
  readonly hash: string;
}

/**
 * Stores checked bars: all of them or none. Bars that are there with other values are kept as revisions, others stay,
 * and the series gets a new data version when its content changed.
 *
 * @param bars At least one bar, as the engine's data stage lets through.
 */
export async function importBars(db: Database, bars: Bars, origin: BarsOrigin): Promise<ImportedBars> {
  const { symbol, timeframe, openTime } = bars;
  const hash = await withSeriesLock(db, bars, (client) =>
    inTransaction(client, async () => {
      await upsertSymbol(client, symbol, origin);
      const version = await nextVersion(client);
      const written = await writeBars(client, bars, { source: origin.source, version });
      const counts = { ...written, quarantined: 0 };
      return (await publishVersion(client, bars, version, origin, counts))?.hash ?? "";
    }),
  );
  return { symbol, timeframe, bars: openTime.length, hash };
}

const UPSERT_SYMBOL = `INSERT INTO symbols (symbol, name, sector, synthetic) VALUES ($1, coalesce($2, $1), $3, $4)
  ON CONFLICT (symbol) DO UPDATE SET name = coalesce($2, symbols.name), sector = coalesce($3, symbols.sector),
  synthetic = $4`;

/** Makes sure that a symbol is known, with what its origin says about it. */
export async function upsertSymbol(
  client: PoolClient,
  symbol: string,
  { name, sector, synthetic = false }: Omit<BarsOrigin, "source">,
): Promise<void> {
  await client.query(UPSERT_SYMBOL, [symbol, name ?? null, sector ?? null, synthetic]);
}
