import { z } from "zod";
import { parseBarsCsv } from "#engine/data/bars-csv.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { symbolText } from "#engine/data/bars-request.ts";
import { importBars } from "./import-bars.ts";
import type { ImportedBars } from "./import-bars.ts";

/** The largest CSV text that is read, in characters. */
export const MAX_CSV_BYTES = 64 * 1024 * 1024;

/** What a CSV file holds; the file itself says only times and prices. */
export const importCsvOptions = z.object({
  symbol: symbolText,
  timeframe: z.enum(TIMEFRAMES).optional().describe("follows from the times where absent"),
  name: z.string().min(1).max(200).optional().describe("the instrument's name"),
  sector: z.string().min(1).max(100).optional(),
  source: z.string().min(1).max(200).default("csv file").describe("where the prices come from"),
});
/** {@link importCsvOptions} as a caller gives them, defaults left out. */
export type ImportCsvOptions = z.input<typeof importCsvOptions>;

/**
 * Stores the bars of a CSV text: all of them, or none when one row is broken.
 *
 * @throws EngineError "bad-csv" with row and field; ServerError "over-limit" above {@link MAX_CSV_BYTES}.
 */
export async function importCsv(
  db: Database,
  text: string,
  options: ImportCsvOptions,
): Promise<ImportedBars> {
  if (text.length > MAX_CSV_BYTES) throw csvTooLarge();
  const { symbol, timeframe, source, name, sector } = importCsvOptions.parse(options);
  const bars = parseBarsCsv(text, { symbol, ...(timeframe === undefined ? {} : { timeframe }) });
  const origin = {
    source,
    ...(name === undefined ? {} : { name }),
    ...(sector === undefined ? {} : { sector }),
  };
  return importBars(db, bars, origin);
}

/** The refusal of a CSV above {@link MAX_CSV_BYTES}. */
export function csvTooLarge(): ServerError {
  const megabytes = MAX_CSV_BYTES / 1024 / 1024;
  return new ServerError(
    "over-limit",
    `csv too large: more than ${megabytes} MB; split it by time and import the parts`,
  );
}
