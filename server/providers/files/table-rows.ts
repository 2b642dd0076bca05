import { parseStamp } from "#engine/data/bar-times.ts";
import { EngineError } from "#engine/errors.ts";
import type { BarRow } from "../provider.ts";

/** A column of a file by its row: numbers, texts, dates or 64-bit integers. */
export type FileColumn = ArrayLike<unknown>;

const TIMES = ["time", "date", "datetime", "timestamp", "open_time", "__index_level_0__"];

/**
 * Makes bars of a file's columns, found by name in any case.
 *
 * @throws EngineError "bad-csv" naming the columns that are missing or the row whose time cannot be read.
 */
export function tableRows(columns: ReadonlyMap<string, FileColumn>): BarRow[] {
  const byName = new Map([...columns].map(([name, column]) => [name.toLowerCase(), column]));
  const times = TIMES.map((name) => byName.get(name)).find((column) => column !== undefined);
  const [open, high, low, close] = ["open", "high", "low", "close"].map((name) => byName.get(name));
  const volume = byName.get("volume");
  if (!times || !open || !high || !low || !close)
    throw new EngineError("bad-csv", "missing column; the file needs time (or date), open, high, low, close");
  return Array.from({ length: times.length }, (_, row) => {
    const time = timeOf(times[row]);
    if (Number.isNaN(time))
      throw new EngineError("bad-csv", `invalid time in row ${row + 1}; use timestamps or ISO texts`, {
        row: row + 1,
        field: "time",
      });
    const prices = {
      open: numberOf(open[row]),
      high: numberOf(high[row]),
      low: numberOf(low[row]),
      close: numberOf(close[row]),
    };
    return { time, ...prices, volume: volume ? numberOf(volume[row]) : NaN };
  });
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
