import { createRandom } from "../../random.ts";
import type { Bars } from "../../market/bars.ts";
import { shuffled } from "./trade-paths.ts";

/**
 * Bars with the same moves in another order: a market without what a strategy looks for. Gaps between bars and shapes of bars are
 * shuffled apart; where the market began and ended, its trend and its volatility stay.
 *
 * Run the whole search on it: the share of such markets on which it finds as good a set is the probability that luck did.
 *
 * @returns Synthetic bars with the same times. NaN where the bars have gaps of NaN. O(bars).
 * @see Masters (2018), Testing and Tuning Market Trading Systems, bar permutation; Aronson (2006).
 * @example plot.candles(permuteBars(prices, 1), { title: "Apple, its days shuffled" })
 */
export function permuteBars(bars: Bars, seed: number): Bars {
  const random = createRandom(seed);
  const rows = bars.close.length;
  const order = shuffled(
    Float64Array.from({ length: Math.max(0, rows - 1) }, (_, row) => row + 1),
    random,
  );
  const gapOrder = shuffled(order, random);
  const columns = {
    open: bars.open.slice(),
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
    volume: bars.volume.slice(),
  };
  let before = bars.close[0] ?? NaN;
  for (let row = 1; row < rows; row++) {
    const shape = order[row - 1] as number;
    const gap = gapOrder[row - 1] as number;
    const open = (before * (bars.open[gap] as number)) / (bars.close[gap - 1] as number);
    const scale = open / (bars.open[shape] as number);
    columns.open[row] = open;
    columns.high[row] = Math.max(open, (bars.high[shape] as number) * scale);
    columns.low[row] = Math.min(open, (bars.low[shape] as number) * scale);
    before = (bars.close[shape] as number) * scale;
    columns.close[row] = before;
    columns.volume[row] = bars.volume[shape] as number;
  }
  return { ...bars, ...columns, synthetic: true };
}

/**
 * Bars whose prices are off by a share of the usual range: a strategy whose result hangs on exact prices falls apart on them.
 *
 * @param share Of the mean range of a bar, one deviation; 0.05 to 0.2 is usual.
 * @returns Synthetic bars; the low is the least and the high the greatest price of a bar, and none is 0 or less.
 * @example plot.candles(noisyBars(prices, 0.2, 1), { title: "Apple with a fifth of its noise more" })
 */
export function noisyBars(bars: Bars, share: number, seed: number): Bars {
  const random = createRandom(seed);
  const rows = bars.close.length;
  let range = 0;
  for (let row = 0; row < rows; row++)
    range += Math.log((bars.high[row] as number) / (bars.low[row] as number)) / rows;
  const bend = (price: number): number => price * Math.exp(share * range * random.normal());
  const open = bars.open.map(bend);
  const close = bars.close.map(bend);
  const high = bars.high.map((price, row) =>
    Math.max(bend(price), open[row] as number, close[row] as number),
  );
  const low = bars.low.map((price, row) => Math.min(bend(price), open[row] as number, close[row] as number));
  return { ...bars, open, high, low, close, synthetic: true };
}
