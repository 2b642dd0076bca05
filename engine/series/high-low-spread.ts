/** 3 less twice the square root of 2, by which the range of two bars grows more than that of one. */
const GROWTH = 3 - 2 * Math.SQRT2;

/**
 * Bid-ask spread out of highs and lows: these are mostly an ask and a bid, so that the range of two bars holds the variance of two and the
 * spread of one. Gaps between bars are taken out first; a pair that says less than 0 counts as 0.
 *
 * @param high Prices, shape [bars], as are `low` and `close`; oldest first.
 * @returns Fraction of the price, the mean of all neighbouring pairs; NaN under two bars. O(bars).
 * @see Corwin, Schultz (2012), A simple way to estimate bid-ask spreads from daily high and low prices, Journal of Finance 67:2,
 *   equations 14 and 18.
 */
export function highLowSpread(high: Float64Array, low: Float64Array, close: Float64Array): number {
  let sum = 0;
  for (let bar = 1; bar < close.length; bar++) {
    const before = close[bar - 1] as number;
    const gap = Math.max(0, (low[bar] as number) - before) - Math.max(0, before - (high[bar] as number));
    sum += spreadOfPair(
      high[bar - 1] as number,
      low[bar - 1] as number,
      (high[bar] as number) - gap,
      (low[bar] as number) - gap,
    );
  }
  return close.length < 2 ? NaN : sum / (close.length - 1);
}

function spreadOfPair(top1: number, bottom1: number, top2: number, bottom2: number): number {
  const single = Math.log(top1 / bottom1) ** 2 + Math.log(top2 / bottom2) ** 2;
  const range = Math.log(Math.max(top1, top2) / Math.min(bottom1, bottom2));
  const alpha = (Math.sqrt(2 * single) - Math.sqrt(single)) / GROWTH - range / Math.sqrt(GROWTH);
  const ratio = Math.exp(alpha);
  return Math.max(0, (2 * (ratio - 1)) / (1 + ratio));
}
