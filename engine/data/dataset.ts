import { EngineError } from "../errors.ts";
import { TIMEFRAMES, type Bars, type CalendarId, type Timeframe } from "../market/bars.ts";
import { calendarOfBars } from "../market/calendar.ts";
import { checkBars, type RowOf } from "./check-bars.ts";
import { hashColumns } from "../hash.ts";

/** The columns that {@link createBars} takes; `availableAt` is `closeTime` where absent. */
export type BarColumns = Omit<
  Bars,
  "symbol" | "timeframe" | "availableAt" | "synthetic" | "calendar" | "overrides" | "unfit"
> & {
  readonly availableAt?: Float64Array;
};

const SYMBOL = /^[A-Za-z0-9._^=-]{1,40}$/;

/**
 * Makes one symbol's bars from columns and checks them; keeps the columns given, without a copy.
 *
 * @throws EngineError "bad-bars" with symbol and row (through `rowOf`, else counted from 1), or "over-limit".
 * @example const time = Float64Array.of(Date.UTC(2024, 0, 2, 14, 30), Date.UTC(2024, 0, 3, 14, 30)); createBars({ symbol: "MINE", timeframe: "1d",
 *   columns: { openTime: time, closeTime: time.map((open) => open + 6.5 * 3_600_000), open: Float64Array.of(10, 11), high: Float64Array.of(12,
 *   12), low: Float64Array.of(9, 10), close: Float64Array.of(11, 12), volume: Float64Array.of(500, 700) } })
 */
export function createBars(input: {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly columns: BarColumns;
  readonly synthetic?: boolean;
  readonly calendar?: CalendarId;
  readonly rowOf?: RowOf;
}): Bars {
  const { symbol, timeframe, columns, synthetic, calendar } = input;
  if (!SYMBOL.test(symbol)) {
    throw new EngineError(
      "bad-bars",
      `invalid symbol: ${symbol.slice(0, 60)}; use 1 to 40 of A-Z a-z 0-9 . _ ^ = -`,
    );
  }
  if (!TIMEFRAMES.includes(timeframe)) {
    throw new EngineError("bad-bars", `invalid timeframe: ${timeframe}; use one of ${TIMEFRAMES.join(", ")}`);
  }
  const { openTime, closeTime, availableAt = closeTime, open, high, low, close, volume } = columns;
  const prices = { openTime, closeTime, availableAt, open, high, low, close, volume };
  const marks = { ...(synthetic ? { synthetic } : {}), ...(calendar === undefined ? {} : { calendar }) };
  const bars: Bars = { symbol, timeframe, ...prices, ...marks };
  checkBars(bars, input.rowOf);
  return bars;
}

/**
 * Bars [from, to) as views on the same columns: no copy.
 *
 * @param from First bar, counted from 0.
 * @param to The bar after the last.
 * @example sliceBars(prices, prices.close.length - 250, prices.close.length)
 */
export function sliceBars(bars: Bars, from: number, to: number): Bars {
  const part = (column: Float64Array): Float64Array => column.subarray(from, to);
  return {
    ...bars,
    // Decided on all of the bars, so that a part is never taken for a market of another kind.
    calendar: calendarOfBars(bars).id,
    openTime: part(bars.openTime),
    closeTime: part(bars.closeTime),
    availableAt: part(bars.availableAt),
    open: part(bars.open),
    high: part(bars.high),
    low: part(bars.low),
    close: part(bars.close),
    volume: part(bars.volume),
  };
}

/** The bars that have closed by a moment (UTC ms), as views. O(log bars). */
export function barsUntil(bars: Bars, moment: number): Bars {
  const at = firstAtOrAfter(bars.closeTime, moment);
  return sliceBars(bars, 0, bars.closeTime[at] === moment ? at + 1 : at);
}

/** The bars that open before a moment (UTC ms), as views. O(log bars). */
export function barsOpenedBefore(bars: Bars, moment: number): Bars {
  return sliceBars(bars, 0, firstAtOrAfter(bars.openTime, moment));
}

/** The first bar whose `column` value is `time` or later; the column's length if there is none. O(log bars). */
export function firstAtOrAfter(column: Float64Array, time: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? NaN) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

const known = new WeakMap<Bars, string>();

/**
 * SHA-256 of everything in the bars: symbol-free, so that equal prices have equal hashes. Remembered per object.
 *
 * @example hashBars(prices) === result.manifest.data[0]?.hash
 */
export function hashBars(bars: Bars): string {
  const before = known.get(bars);
  if (before !== undefined) return before;
  const { openTime, closeTime, availableAt, open, high, low, close, volume } = bars;
  const hash = hashColumns([openTime, closeTime, availableAt, open, high, low, close, volume]);
  known.set(bars, hash);
  return hash;
}
