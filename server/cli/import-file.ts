import { readFileSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import type { z } from "zod";
import { ServerError } from "#server/errors.ts";
import { csvTooLarge, importCsv, importCsvOptions, MAX_CSV_BYTES } from "#server/prices/import-csv.ts";
import { importRows } from "#server/prices/import-rows.ts";
import { readBarRows } from "#server/providers/files/read-bars-file.ts";
import { withDatabase } from "./with-database.ts";

/**
 * `lookback import <file> --symbol X`: stores a file's bars and prints how many. A CSV with a header is stored whole or not at all; of Parquet, Arrow and
 * Stooq's files rows that are no bars are put aside.
 *
 * @throws ServerError or EngineError in one sentence: the file, the options or a row is bad.
 */
export async function importFile(file: string, given: Readonly<Record<string, string>>): Promise<void> {
  const options = importCsvOptions.parse({ source: `file ${basename(file)}`, ...given });
  if (extname(file).toLowerCase() !== ".csv") return importOther(file, options);
  const text = readText(file);
  const { symbol, timeframe, bars, hash } = await withDatabase((db) => importCsv(db, text, options));
  console.log(`imported ${bars} bars of ${symbol} ${timeframe}; data hash ${hash.slice(0, 12)}`);
}

async function importOther(file: string, options: z.output<typeof importCsvOptions>): Promise<void> {
  requireFile(file);
  const rows = await readBarRows(file);
  const { symbol, timeframe, bars, hash, held } = await withDatabase((db) => importRows(db, rows, options));
  console.log(
    `imported ${bars} bars of ${symbol} ${timeframe}, ${held} put aside; data hash ${hash.slice(0, 12)}`,
  );
}

function readText(file: string): string {
  if (requireFile(file) > MAX_CSV_BYTES) throw csvTooLarge();
  return readFileSync(file, "utf8");
}

/** @returns Its size in bytes. */
function requireFile(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile()) return found.size;
  throw new ServerError("bad-request", `no file ${file}; give the path of a file of bars`);
}
