import type { Bars } from "#engine/market/bars.ts";
import { Table, tableOf, type Row } from "../table.ts";

/** Rows of other cells' lists that are looked at before they are taken for a table. */
const SAMPLE = 20;

const isBars = (value: unknown): value is Bars =>
  typeof value === "object" &&
  value !== null &&
  "openTime" in value &&
  value.openTime instanceof Float64Array;

const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function* barRows(bars: Bars): Generator<Row> {
  const { symbol, timeframe, openTime, open, high, low, close, volume } = bars;
  for (let i = 0; i < openTime.length; i++)
    yield {
      symbol,
      timeframe,
      time: new Date(openTime[i] ?? NaN),
      open: open[i],
      high: high[i],
      low: low[i],
      close: close[i],
      volume: volume[i],
    };
}

/** Another cell's value as a table that SQL can read: a table, bars, several bars, rows of objects; null for all else. */
export function valueAsTable(value: unknown): Table | null {
  if (value instanceof Table) return value;
  if (isBars(value)) return tableOf([...barRows(value)]);
  if (Array.isArray(value) && value.length > 0) {
    if (value.every(isBars)) return tableOf(value.flatMap((bars) => [...barRows(bars)]));
    return value.slice(0, SAMPLE).every(isRow) ? tableOf(value as Row[]) : null;
  }
  const own = typeof value === "object" && value !== null && "table" in value ? value.table : null;
  return own instanceof Table ? own : null;
}
