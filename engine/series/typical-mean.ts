import { dividedOnce, exactGrid } from "./exact-grid.ts";
import { readAhead } from "./read-ahead.ts";
import { rollingMean } from "./rolling-mean.ts";
import { typicalPrice } from "./typical-price.ts";

/** Typical prices and their rolling means, in price units, shape [bars] each. */
export interface TypicalMean {
  readonly prices: Float64Array;
  readonly means: Float64Array;
}

/**
 * Typical prices (of high, low and close) and the means of the last ones, free of drift.
 *
 * One pass over prices of similar size, else as a {@link rollingMean} of {@link typicalPrice}s, which it equals to the bit.
 *
 * @param high Shape [bars], as are `low` and `close`; a NaN makes every window that holds it NaN, and no other.
 * @returns Means are NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function typicalMean(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  lengthBars: number,
): TypicalMean {
  const found = meansOnGrid(high, low, close, lengthBars);
  if (found) return found;
  const prices = typicalPrice(high, low, close);
  return { prices, means: rollingMean(prices, lengthBars) };
}

/** Undefined where a price is missing or of another size. */
function meansOnGrid(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  lengthBars: number,
): TypicalMean | undefined {
  const count = close.length;
  const { least, most, rounder } = exactGrid(close[0] ?? NaN, lengthBars);
  if (most < 0) return undefined;
  const prices = new Float64Array(count);
  const means = new Float64Array(count);
  const average = dividedOnce;
  const share = 1 / lengthBars;
  const full = lengthBars - 1;
  readAhead(high, low, close, prices);
  readAhead(means, means, means, means);
  let sumHigh = -0;
  let sumLow = -0;
  let gone = -0;
  for (let bar = 0; bar < count; bar++) {
    const price = ((high[bar] as number) + (low[bar] as number) + (close[bar] as number)) / 3;
    if (!(price >= least && price <= most)) return undefined;
    prices[bar] = price;
    const part = price + rounder - rounder;
    const goneHigh = gone + rounder - rounder;
    sumHigh += part - goneHigh;
    sumLow += price - part - (gone - goneHigh);
    if (bar < full) continue;
    means[bar] = average(sumHigh, sumLow, lengthBars, share, rounder);
    gone = prices[bar - full] as number;
  }
  means.fill(NaN, 0, Math.min(full, count));
  return { prices, means };
}
