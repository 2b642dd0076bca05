import { TIMEFRAMES, type Timeframe } from "../market/bars.ts";

const MINUTE_MS = 60_000;
const LENGTHS: Readonly<Record<Timeframe, number>> = {
  "1m": 1,
  "5m": 5,
  "15m": 15,
  "30m": 30,
  "1h": 60,
  "4h": 240,
  "1d": 1440,
  "1w": 10_080,
  "1M": 43_200,
};

/** Nominal length of a bar in milliseconds: a day has 24 hours, a month 30 days. */
export function nominalMs(timeframe: Timeframe): number {
  return LENGTHS[timeframe] * MINUTE_MS;
}

/**
 * The timeframe that a column of stamps (UTC ms, ascending) shows: the longest that fits its smallest step. One stamp alone
 * counts as daily. A quarter of tolerance covers days of 23 hours, weeks that a holiday shortens and February. O(stamps).
 * @example detectTimeframe(prices.openTime)
 */
export function detectTimeframe(stamps: ArrayLike<number>): Timeframe {
  let step = Infinity;
  for (let row = 1; row < stamps.length; row++) {
    const gap = (stamps[row] as number) - (stamps[row - 1] as number);
    if (gap > 0 && gap < step) step = gap;
  }
  if (step === Infinity) return "1d";
  return TIMEFRAMES.findLast((timeframe) => nominalMs(timeframe) <= step * 1.25) ?? "1m";
}
