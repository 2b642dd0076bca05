import { bucketFinder, checkTimeframes, type BucketFinder } from "../data/resample.ts";
import type { Bars, Timeframe } from "../market/bars.ts";
import { calendarOfBars } from "../market/calendar.ts";
import type { Cursor } from "./series.ts";

/**
 * A longer bar that is still forming, as of the close that was last seen. No series: it has no past, and its values change until it is over; an
 * indicator of the same timeframe has the last one that is.
 */
export interface DevelopingBar {
  /** UTC ms. */
  readonly openTime: number;
  /** UTC ms at which it will be over by the calendar: the present close where that is now. */
  readonly closeTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** The present close. */
  readonly close: number;
  /** NaN where a part has none. */
  readonly volume: number;
  /** Bars of the run that are in it so far, 1 or more. */
  readonly parts: number;
}

/** Finds the developing bar of a timeframe; undefined outside the calendar's sessions. */
export type Developing = (timeframe: Timeframe) => DevelopingBar | undefined;

/**
 * Ties developing bars to a symbol's cursor. O(parts) per call, no later bar.
 *
 * @returns A function that throws EngineError "bad-param" on a timeframe that is shorter than the bars' own or does not divide.
 */
export function developingBars(bars: Bars, cursor: Cursor): Developing {
  const finders = new Map<Timeframe, BucketFinder>();
  return (timeframe) => {
    let find = finders.get(timeframe);
    if (!find) {
      if (timeframe !== bars.timeframe) checkTimeframes(bars, timeframe);
      finders.set(timeframe, (find = bucketFinder(timeframe, calendarOfBars(bars))));
    }
    const span = find(bars.openTime[cursor.bar] as number);
    return span && gather(bars, cursor.bar, span);
  };
}

function gather(
  { openTime, open, high, low, close, volume }: Bars,
  last: number,
  span: { readonly openTime: number; readonly closeTime: number },
): DevelopingBar {
  let first = last;
  let [top, bottom, traded] = [high[last] as number, low[last] as number, volume[last] as number];
  while (first > 0 && (openTime[first - 1] as number) >= span.openTime) {
    first -= 1;
    top = Math.max(top, high[first] as number);
    bottom = Math.min(bottom, low[first] as number);
    traded += volume[first] as number;
  }
  const prices = { open: open[first] as number, high: top, low: bottom, close: close[last] as number };
  return { ...span, ...prices, volume: traded, parts: last - first + 1 };
}
