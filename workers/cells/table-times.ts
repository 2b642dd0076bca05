import { parseStamp } from "#engine/data/bar-times.ts";
import type { Table } from "./table.ts";

/** What columns of times are called in files, the most usual first; lower case. */
export const TIME_NAMES = ["time", "date", "datetime", "timestamp", "opentime", ""];

/** Below this a number is taken for epoch seconds. */
const FIRST_MS = 1e11;

/** A value of a table as UTC ms: a date, text of one, epoch seconds or milliseconds; NaN for all else. */
export function timeOf(value: unknown): number {
  if (typeof value === "number") return Math.abs(value) < FIRST_MS ? value * 1000 : value;
  if (value instanceof Date) return value.getTime();
  return typeof value === "string" ? parseStamp(value.trim()) : NaN;
}

/**
 * A column of times as UTC ms, whatever they are written as.
 *
 * @param refuse Makes the error of a value that is no time; `row` counts from 1.
 * @throws what `refuse` makes.
 */
export function tableTimes(
  table: Table,
  name: string,
  refuse: (message: string, row: number) => Error,
): Float64Array {
  const isTime = table.isTime(name);
  return Float64Array.from(table.values(name), (value, row) => {
    const time = isTime && typeof value === "number" ? value : timeOf(value);
    if (!Number.isNaN(time)) return time;
    const shown = typeof value === "string" ? value.slice(0, 60) : String(value);
    throw refuse(`invalid time: ${shown} in row ${row + 1}; use dates like 2020-01-31`, row + 1);
  });
}
