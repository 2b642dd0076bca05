import type { Bars } from "../market/bars.ts";
import type { Fill } from "../market/fill.ts";
import type { Side } from "../market/order.ts";

/** The bars that a trip was open in, and the fill that ended it (undefined while open). */
export interface TripSpan {
  readonly from: number;
  readonly to: number;
  readonly last: Fill | undefined;
  /** Splits inside the span; `entryPrice` is in the shares after the last of them. */
  readonly splits: readonly { readonly bar: number; readonly ratio: number }[];
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
  let [ratio, next] = [span.splits.reduce((product, split) => product * split.ratio, 1), 0];
  for (let bar = span.from; bar <= whole; bar++) {
    for (; span.splits[next] && (span.splits[next]?.bar ?? 0) <= bar; next++)
      ratio /= span.splits[next]?.ratio ?? 1;
    top = Math.max(top, (high[bar] as number) / ratio);
    bottom = Math.min(bottom, (low[bar] as number) / ratio);
  }
  if (span.last) {
    top = Math.max(top, span.last.price);
    bottom = Math.min(bottom, span.last.price);
  }
  const up = top - entryPrice;
  const down = entryPrice - bottom;
  return side === 1 ? { mfe: up, mae: down } : { mfe: down, mae: up };
}
