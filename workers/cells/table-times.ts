import { parseStamp } from "#engine/data/bar-times.ts";
import { findDateOrder, isDayMonth, stampIn, type DateOrder } from "#engine/data/date-order.ts";
import type { Table } from "./table.ts";

/** What columns of times are called in files, the most usual first; lower case. */
export const TIME_NAMES = ["time", "date", "datetime", "timestamp", "opentime", ""];

/** Below this a number is taken for epoch seconds. */
const FIRST_MS = 1e11;

/** A value of a table as UTC ms: a date, text of one, epoch seconds or milliseconds; NaN for all else. */
export function timeOf(value: unknown, order?: DateOrder): number {
  if (typeof value === "number") return Math.abs(value) < FIRST_MS ? value * 1000 : value;
  if (value instanceof Date) return value.getTime();
  if (typeof value !== "string") return NaN;
  return order === undefined ? parseStamp(value.trim()) : stampIn(order, value.trim());
}

/** The order of a column's dates, where its first one begins with a day or a month. */
function orderOf(values: readonly unknown[], { dates, remark }: DateReading): DateOrder | undefined {
  const [first] = values;
  if (typeof first !== "string" || !isDayMonth(first.trim())) return undefined;
  const texts = values.map((value, row) => [typeof value === "string" ? value.trim() : "", row + 1] as const);
  const found = findDateOrder(texts, "row", dates);
  if (found.remark !== null) remark?.(found.remark);
  return found.order;
}

/** How dates like 01/02/2024 are written, and who is told of it where they show it themselves. */
export interface DateReading {
  readonly dates?: DateOrder | undefined;
  readonly remark?: (words: string) => void;
}

/**
 * A column of times as UTC ms, whatever they are written as.
 *
 * @param refuse Makes the error of a value that is no time; `row` counts from 1.
 * @throws what `refuse` makes; EngineError "bad-csv" where dates begin with a day or a month and none shows with which.
 */
export function tableTimes(
  table: Table,
  name: string,
  refuse: (message: string, row: number) => Error,
  reading: DateReading = {},
): Float64Array {
  const isTime = table.isTime(name);
  const values = table.values(name);
  const order = isTime ? undefined : orderOf(values, reading);
  return Float64Array.from(values, (value, row) => {
    const time = isTime && typeof value === "number" ? value : timeOf(value, order);
    if (!Number.isNaN(time)) return time;
    const shown = typeof value === "string" ? value.slice(0, 60) : String(value);
    throw refuse(`invalid time: ${shown} in row ${row + 1}; use dates like 2020-01-31`, row + 1);
  });
}
