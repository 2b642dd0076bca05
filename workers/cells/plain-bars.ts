import type { Bars } from "#engine/market/bars.ts";
import { candles } from "./plots/candles.ts";
import type { Table } from "./table.ts";
import { columnTable } from "./column-table.ts";

/** Rows of the table that stands under bars; the chart has all of them. */
const TABLE_ROWS = 200_000;
const COLUMNS = ["openTime", "open", "high", "low", "close", "volume"] as const;
const CHART_PX = 240;

/** Whether a value is one symbol's bars. */
export function isBars(value: unknown): value is Bars {
  if (typeof value !== "object" || value === null || !("symbol" in value)) return false;
  const columns = value as Readonly<Record<string, unknown>>;
  return COLUMNS.every((name) => columns[name] instanceof Float64Array) && !("resultHash" in value);
}

/** Bars as a reader wants to see them: small candles, then the newest rows as a table. */
export function barsOf(bars: Bars): readonly [ReturnType<typeof candles>, Table] {
  const { length } = bars.close;
  const from = Math.max(0, length - TABLE_ROWS);
  const part = (name: (typeof COLUMNS)[number]) => bars[name].subarray(from);
  const { symbol, timeframe } = bars;
  const title = `${symbol}, ${timeframe}${from > 0 ? `; the last ${TABLE_ROWS} of ${length} bars as a table` : ""}`;
  const [openTime, ...prices] = COLUMNS;
  const columns = prices.map((name): [string, Float64Array] => [name, part(name)]);
  return [
    candles(bars, { title, height: CHART_PX }),
    columnTable([["time", part(openTime)], ...columns], new Set(["time"])),
  ];
}
