import { extname } from "node:path";
import type { z } from "zod";
import { readBarsCsv } from "#engine/data/bars-csv.ts";
import { detectTimeframe } from "#engine/data/detect-timeframe.ts";
import { EngineError } from "#engine/errors.ts";
import type { Bars } from "#engine/market/bars.ts";
import { detectCalendar } from "#engine/market/calendar.ts";
import { ServerError } from "#server/errors.ts";
import type { BarRow } from "#server/providers/provider.ts";
import { barRowsOf, decodeText } from "#server/providers/files/read-bars-file.ts";
import type { importOptions } from "./import-options.ts";
import { judgeRows } from "./judge-rows.ts";
import type { HeldRow } from "./judge-rows.ts";

/** The largest file that is taken over the network, in bytes. */
export const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;

/** A file as it came; its name's ending says of what kind it is, CSV where it has none. */
export interface BarsFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file holds. */
export interface FileBars {
  readonly bars: Bars;
  /** What no market can have made, with the row in the file, counted from 1 without the header. */
  readonly held: readonly (HeldRow & { readonly at: number })[];
  /** How the file was read where it could have been read otherwise, in sentences. */
  readonly remarks: readonly string[];
}

/**
 * Reads the bars of a file. A CSV with a header of ours must be right in every row; of Parquet, Arrow and Stooq's files rows that no market can have made are told apart.
 * Timeframe and calendar follow from the times where the options do not say.
 *
 * @throws EngineError "bad-csv" naming row and column, "bad-bars" when no row is a bar, "over-limit".
 */
export async function fileBars(file: BarsFile, options: z.output<typeof importOptions>): Promise<FileBars> {
  const { symbol, timeframe, dates } = options;
  if (!isPlainCsv(file)) return judged(await barRowsOf(file.name, file.bytes), options);
  const text = decodeText(file.bytes);
  const read = readBarsCsv(text, { symbol, ...(timeframe && { timeframe }), ...(dates && { dates }) });
  return { ...read, held: [] };
}

/** The refusal of a file above {@link MAX_UPLOAD_BYTES}. */
export function fileTooLarge(): ServerError {
  const megabytes = MAX_UPLOAD_BYTES / 1024 / 1024;
  return new ServerError(
    "over-limit",
    `file too large: more than ${megabytes} MB; split it by time, or use lookback import`,
  );
}

/** Stooq's bulk files and pages of HTML begin with a bracket. */
function isPlainCsv({ name, bytes }: BarsFile): boolean {
  const ending = extname(name).toLowerCase();
  return (ending === "" || ending === ".csv") && bytes[0] !== "<".charCodeAt(0);
}

function judged(
  rows: readonly BarRow[],
  { symbol, timeframe: given }: z.output<typeof importOptions>,
): FileBars {
  const places = new Map(rows.map((row, at) => [row, at + 1]));
  const sorted = rows.toSorted((a, b) => a.time - b.time);
  const times = Float64Array.from(sorted, (row) => row.time);
  const series = { symbol, timeframe: given ?? detectTimeframe(times) };
  const { bars, held } = judgeRows(sorted, series, detectCalendar(times).id, Infinity);
  if (!bars) throw new EngineError("bad-bars", noBars(held, places), { symbol });
  return { bars, held: held.map((each) => ({ ...each, at: places.get(each.row) ?? 0 })), remarks: [] };
}

function noBars(held: readonly HeldRow[], places: ReadonlyMap<BarRow, number>): string {
  const [first] = held;
  if (!first) return "no rows in the file; give a file with at least one bar";
  return `no bars in the file: row ${places.get(first.row) ?? 0}: ${first.reason}; give one with at least one good row`;
}
