import type { BarStore } from "#server/db.ts";
import { nextVersion, publishVersion } from "./data-version.ts";
import { fileBars } from "./file-bars.ts";
import type { BarsFile } from "./file-bars.ts";
import { upsertSymbol } from "./import-bars.ts";
import type { ImportedBars } from "./import-bars.ts";
import { importOptions } from "./import-options.ts";
import type { ImportOptions } from "./import-options.ts";
import { holdRows } from "./quarantine.ts";
import { inTransaction, withSeriesLock } from "./series-lock.ts";
import { writeBars } from "./write-bars.ts";

/** What an import of a file left in the database. */
export interface ImportedFile extends ImportedBars {
  /** Rows that were put aside. */
  readonly held: number;
  /** How the file was read where it could have been read otherwise. */
  readonly remarks: readonly string[];
}

/**
 * Stores the bars of a file under a symbol, in one transaction: all of a CSV or none; of other files what no market can have made is put aside with the reason.
 *
 * @throws what {@link fileBars} throws.
 */
export async function importFile(
  db: BarStore,
  file: BarsFile,
  options: ImportOptions,
): Promise<ImportedFile> {
  const parsed = importOptions.parse(options);
  const { bars, held, remarks } = await fileBars(file, parsed);
  const { source, name, sector } = parsed;
  const about = { ...(name === undefined ? {} : { name }), ...(sector === undefined ? {} : { sector }) };
  const series = { symbol: bars.symbol, timeframe: bars.timeframe };
  const hash = await withSeriesLock(db, series, (client) =>
    inTransaction(client, async () => {
      await upsertSymbol(client, bars.symbol, about);
      const version = await nextVersion(client);
      const written = await writeBars(client, bars, { source, version });
      const quarantined = await holdRows(client, series, held, source);
      const counts = { ...written, quarantined };
      return (await publishVersion(client, series, version, { source }, counts))?.hash ?? "";
    }),
  );
  return { ...series, bars: bars.openTime.length, hash, held: held.length, remarks };
}
