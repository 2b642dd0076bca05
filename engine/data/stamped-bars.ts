import type { Bars, Timeframe } from "../market/bars.ts";
import { detectCalendar, usEquity, type Calendar } from "../market/calendar.ts";
import { barTimes } from "./bar-times.ts";
import type { RowOf } from "./check-bars.ts";
import { createBars } from "./dataset.ts";
import { detectTimeframe } from "./detect-timeframe.ts";

/** What rows of prices say of themselves; what is absent is taken from their stamps. */
export interface StampedBarsOptions {
  readonly symbol: string;
  /** Length of a bar. */
  readonly timeframe?: Timeframe;
  readonly calendar?: Calendar;
  readonly synthetic?: boolean;
}

/** Prices as sources give them: one time a row, UTC ms, ascending; every column shape [rows]. */
export interface StampedColumns {
  readonly stamps: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/**
 * Bars of rows that carry one stamp each: when a bar opens and closes follows from its timeframe and calendar. O(rows).
 *
 * @param rowOf Names the row of a bar in errors; counted from 1 where absent.
 * @throws EngineError "bad-bars" with symbol and row.
 */
export function stampedBars(
  { stamps, ...prices }: StampedColumns,
  options: StampedBarsOptions,
  rowOf?: RowOf,
): Bars {
  const { symbol, timeframe = detectTimeframe(stamps), synthetic = false } = options;
  // Weeks and months carry the stamp of any day, a Saturday too.
  const long = timeframe === "1w" || timeframe === "1M";
  const calendar = options.calendar ?? (long ? usEquity : detectCalendar(stamps));
  const openTime = new Float64Array(stamps.length);
  const closeTime = new Float64Array(stamps.length);
  for (const [bar, stamp] of stamps.entries()) {
    const times = barTimes(stamp, timeframe, calendar);
    openTime[bar] = times.openTime;
    closeTime[bar] = times.closeTime;
  }
  const columns = { openTime, closeTime, ...prices };
  const marks = { symbol, timeframe, synthetic, calendar: calendar.id };
  return createBars({ ...marks, columns, ...(rowOf && { rowOf }) });
}
