import { existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { readBarsCsv, type ReadBars } from "#engine/data/bars-csv.ts";
import { DATE_ORDERS, type DateOrder } from "#engine/data/date-order.ts";
import { resample } from "#engine/data/resample.ts";
import { EngineError } from "#engine/errors.ts";
import type { Bars, Timeframe } from "#engine/market/bars.ts";

/** As much as one text can hold. */
const MAX_FILE_BYTES = 500_000_000;
/** How UTF-16 begins, which spreadsheets save as "Unicode text". */
const UTF16_MARKS = ["\uFFFD\uFFFD", "\0"];
const PAIR = /^([A-Za-z0-9._^=-]{1,40}?)=(.+)$/;

/** How a command line wants its files to be read; as the files show where absent. */
export interface BarsFlags {
  /** What the run is to be on: shorter bars are put together. */
  readonly timeframe?: Timeframe | undefined;
  readonly dates?: DateOrder | undefined;
}

/** Bars of several files, with what is to be known of how they were read: a sentence each, with the file's path. */
export interface FilesBars {
  readonly bars: readonly Bars[];
  readonly remarks: readonly string[];
}

/**
 * Reads the bars of a command line: `AAPL=prices/aapl.csv`, or a path alone, whose file name is then the symbol.
 *
 * @throws EngineError "bad-csv" naming the file's row, or the file that cannot be read; "bad-param" on bars longer than `timeframe`.
 */
export function readBars(given: readonly string[], { timeframe, dates }: BarsFlags = {}): FilesBars {
  if (given.length === 0)
    throw new EngineError("bad-param", "no bars; give --bars prices.csv or --bars SYMBOL=prices.csv");
  const read = given.map((text) => {
    const { symbol, path } = splitPair(text);
    const { bars, remarks } = readFile(path, symbol, dates);
    return { bars: timeframe === undefined ? bars : resample(bars, timeframe), remarks };
  });
  return { bars: read.map(({ bars }) => bars), remarks: read.flatMap(({ remarks }) => remarks) };
}

/**
 * The order of dates that a flag names.
 *
 * @throws EngineError "bad-param" on a word that is none.
 */
export function readDates(text: string | undefined): DateOrder | undefined {
  const known = DATE_ORDERS.find((order) => order === text);
  if (known || text === undefined) return known;
  throw new EngineError("bad-param", `invalid dates: ${text}; use mdy (month first) or dmy (day first)`, {
    field: "dates",
  });
}

/** What is wrong with a file is said with its path: a run may read many. */
function readFile(path: string, symbol: string, dates: DateOrder | undefined): ReadBars {
  const text = readText(path);
  try {
    const { bars, remarks } = readBarsCsv(text, { symbol, ...(dates && { dates }) });
    return { bars, remarks: remarks.map((remark) => `${path}: ${remark}`) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(error.code, `${path}: ${error.message}`, error.site);
  }
}

function splitPair(text: string): { readonly symbol: string; readonly path: string } {
  const match = PAIR.exec(text);
  // A file may well have "=" in its name.
  if (!match || existsSync(text)) return { symbol: symbolOf(text), path: text };
  return { symbol: match[1] ?? "", path: match[2] ?? "" };
}

function symbolOf(path: string): string {
  const stem = basename(path).replace(/\.[^.]*$/, "");
  return stem.replaceAll(/[^A-Za-z0-9._^=-]+/g, "-").slice(0, 40) || "BARS";
}

function readText(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new EngineError("bad-csv", `no file ${path}; give the path of a CSV file`);
  if (found.size > MAX_FILE_BYTES)
    throw new EngineError("over-limit", `file too large: ${path}; use ${MAX_FILE_BYTES} bytes or fewer`);
  const text = readFileSync(path, "utf8");
  if (UTF16_MARKS.some((mark) => text.startsWith(mark)))
    throw new EngineError("bad-csv", `${path} is no UTF-8 text; save it as CSV in UTF-8`);
  return text;
}
