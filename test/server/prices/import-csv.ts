import type { BarStore } from "#server/db.ts";
import { importFile } from "#server/prices/import-file.ts";
import type { ImportedFile } from "#server/prices/import-file.ts";
import type { ImportOptions } from "#server/prices/import-options.ts";

/** Stores the bars of CSV text, as an uploaded file would be. */
export function importCsv(db: BarStore, text: string, options: ImportOptions): Promise<ImportedFile> {
  return importFile(db, { name: "bars.csv", bytes: new TextEncoder().encode(text) }, options);
}
