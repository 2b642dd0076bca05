import { parseStamp } from "#engine/data/bar-times.ts";
import { EngineError } from "#engine/errors.ts";
import type { BarRow } from "../provider.ts";

/** A column of a file by its row: numbers, texts, dates or 64-bit integers. */
export type FileColumn = ArrayLike<unknown>;

/** Most rows of a file of columns. */
export const MAX_ROWS = 2_000_000;

const PRICES = ["open", "high", "low", "close"] as const;
const TIMES = ["time", "date", "datetime", "timestamp", "open_time", "__index_level_0__"];

/** Whether a file's column, by its name in any case, can be one of a bar's. */
export function isBarColumn(name: string): boolean {
  return [...TIMES, ...PRICES, "volume"].includes(name.toLowerCase());
}

/** @throws EngineError "over-limit" above {@link MAX_ROWS}: before anything of the file is unpacked. */
export function checkRows(rows: number): void {
  if (rows > MAX_ROWS)
    throw new EngineError("over-limit", `too many rows: ${rows}; use ${MAX_ROWS} or fewer, split by time`);
}

/**
 * Makes bars of a file's columns, found by name in any case.
 *
 * @throws EngineError "bad-csv" naming the columns that are missing or the row whose time cannot be read.
 */
export function tableRows(columns: ReadonlyMap<string, FileColumn>): BarRow[] {
  const byName = new Map([...columns].map(([name, column]) => [name.toLowerCase(), column]));
  const times = TIMES.map((name) => byName.get(name)).find((column) => column !== undefined);
  const [open, high, low, close] = PRICES.map((name) => byName.get(name));
  const volume = byName.get("volume");
  if (!times || !open || !high || !low || !close) throw missingColumns(byName, times === undefined);
  return Array.from({ length: times.length }, (_, row) => {
    const time = timeOf(times[row]);
    if (Number.isNaN(time)) throw invalidTime(times[row], row + 1);
    const prices = {
      open: numberOf(open[row]),
      high: numberOf(high[row]),
      low: numberOf(low[row]),
      close: numberOf(close[row]),
    };
    return { time, ...prices, volume: volume ? numberOf(volume[row]) : NaN };
  });
}

function missingColumns(found: ReadonlyMap<string, FileColumn>, isTimeless: boolean): EngineError {
  const prices = PRICES.filter((name) => !found.has(name));
  const missing = [...(isTimeless ? ["time"] : []), ...prices];
  const message = `missing column: ${missing.join(", ")}; the file needs time (or date), open, high, low, close`;
  return new EngineError("bad-csv", message, { field: missing[0] ?? "" });
}

function invalidTime(value: unknown, row: number): EngineError {
  const shown =
    typeof value === "string" || typeof value === "number" ? String(value).slice(0, 60) : "(empty)";
  const message = `invalid time: ${shown} in row ${row}; use timestamps or ISO texts`;
  return new EngineError("bad-csv", message, { row, field: "time" });
}

function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === "bigint") return epochMs(Number(value));
  if (typeof value === "number") return epochMs(value);
  return typeof value === "string" ? parseStamp(value) : NaN;
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told by their size: all between 1973 and 5138. */
function epochMs(value: number): number {
  const size = Math.abs(value);
  if (size < 1e11) return value * 1000;
  if (size < 1e14) return value;
  return size < 1e17 ? value / 1000 : value / 1_000_000;
}

function numberOf(value: unknown): number {
  return value === null || value === undefined ? NaN : Number(value);
}
