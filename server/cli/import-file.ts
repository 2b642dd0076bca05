import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { ServerError } from "#server/errors.ts";
import { csvTooLarge, importCsv, importCsvOptions, MAX_CSV_BYTES } from "#server/prices/import-csv.ts";
import { withDatabase } from "./with-database.ts";

/**
 * `lookback import <file> --symbol X`: stores a CSV file's bars and prints how many.
 *
 * @throws ServerError or EngineError in one sentence: the file, the options or a row is bad.
 */
export async function importFile(file: string, given: Readonly<Record<string, string>>): Promise<void> {
  const options = importCsvOptions.parse({ source: `file ${basename(file)}`, ...given });
  const text = readText(file);
  const { symbol, timeframe, bars, hash } = await withDatabase((db) => importCsv(db, text, options));
  console.log(`imported ${bars} bars of ${symbol} ${timeframe}; data hash ${hash.slice(0, 12)}`);
}

function readText(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new ServerError("bad-request", `no file ${file}; give the path of a CSV file`);
  if (found.size > MAX_CSV_BYTES) throw csvTooLarge();
  return readFileSync(file, "utf8");
}
