import type { z } from "zod";
import { detectTimeframe } from "#engine/data/detect-timeframe.ts";
import { EngineError } from "#engine/errors.ts";
import { detectCalendar } from "#engine/market/calendar.ts";
import type { BarStore } from "#server/db.ts";
import type { BarRow } from "#server/providers/provider.ts";
import { nextVersion, publishVersion } from "./data-version.ts";
import { upsertSymbol } from "./import-bars.ts";
import type { ImportedBars } from "./import-bars.ts";
import type { importCsvOptions } from "./import-csv.ts";
import { judgeRows } from "./judge-rows.ts";
import { holdRows } from "./quarantine.ts";
import { inTransaction, withSeriesLock } from "./series-lock.ts";
import { writeBars } from "./write-bars.ts";

/** What an import of rows left in the database. */
export interface ImportedRows extends ImportedBars {
  /** Rows that were put aside. */
  readonly held: number;
}

/**
 * Stores the rows of a file under a symbol, in one transaction: what no market can have made is put aside with the reason, the rest is stored. Timeframe and
 * calendar follow from the times where the options do not say.
 *
 * @throws EngineError "bad-bars" when no row is a bar.
 */
export async function importRows(
  db: BarStore,
  rows: readonly BarRow[],
  { symbol, timeframe: given, source, ...about }: z.output<typeof importCsvOptions>,
): Promise<ImportedRows> {
  const sorted = rows.toSorted((a, b) => a.time - b.time);
  const times = Float64Array.from(sorted, (row) => row.time);
  const series = { symbol, timeframe: given ?? detectTimeframe(times) };
  const { bars, held } = judgeRows(sorted, series, detectCalendar(times).id, Infinity);
  if (!bars)
    throw new EngineError("bad-bars", `no bars for ${symbol}; give a file with at least one`, { symbol });
  const known = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined));
  const hash = await withSeriesLock(db, series, (client) =>
    inTransaction(client, async () => {
      await upsertSymbol(client, symbol, known);
      const version = await nextVersion(client);
      const written = await writeBars(client, bars, { source, version });
      const quarantined = await holdRows(client, series, held, source);
      return (
        (await publishVersion(client, series, version, { source }, { ...written, quarantined }))?.hash ?? ""
      );
    }),
  );
  return { ...series, bars: bars.openTime.length, hash, held: held.length };
}
