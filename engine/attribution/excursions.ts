import type { Bars } from "../market/bars.ts";
import type { Fill } from "../market/fill.ts";
import type { Side } from "../market/order.ts";

/** The bars that a trip was open in, and the fill that ended it (undefined while open). */
export interface TripSpan {
  readonly from: number;
  readonly to: number;
  readonly last: Fill | undefined;
}

/**
 * How far price went for and against a trip, per unit of price, both 0 or more. Of the exit bar only the exit price
 * counts, since what came before it in that bar is not known. O(bars held).
 */
export function excursions(
  bars: Bars,
  side: Side,
  entryPrice: number,
  span: TripSpan,
): { mfe: number; mae: number } {
  const { high, low } = bars;
  let top = entryPrice;
  let bottom = entryPrice;
  const whole = span.last ? span.to - 1 : span.to;
  for (let bar = span.from; bar <= whole; bar++) {
    top = Math.max(top, high[bar] as number);
    bottom = Math.min(bottom, low[bar] as number);
  }
  if (span.last) {
    top = Math.max(top, span.last.price);
    bottom = Math.min(bottom, span.last.price);
  }
  const up = top - entryPrice;
  const down = entryPrice - bottom;
  return side === 1 ? { mfe: up, mae: down } : { mfe: down, mae: up };
}
