import { dividedOnce, exactGrid } from "./exact-grid.ts";
import { firstValue } from "./first-value.ts";
import { middle } from "./middle.ts";
import { rollingMean } from "./rolling-mean.ts";
import { subtract } from "./subtract.ts";

/**
 * Fast less slow mean of the middles of two columns, such as high and low, free of drift.
 *
 * One pass over values of similar size, else as two {@link rollingMean}s, which it equals to the bit.
 *
 * @param a Shape [bars], as is `b`; a NaN in either makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first bars of the longer window. Uses no later bar. O(bars).
 */
export function meanDistance(
  a: Float64Array,
  b: Float64Array,
  fastBars: number,
  slowBars: number,
): Float64Array {
  const distances = fastBars < slowBars ? distancesOnGrid(a, b, fastBars, slowBars) : undefined;
  if (distances) return distances;
  const prices = middle(a, b);
  const fast = rollingMean(prices, fastBars);
  return subtract(fast, rollingMean(prices, slowBars), fast);
}

/** Undefined where a value is missing or of another size. Sums twice the middles, whose halves are exact. */
function distancesOnGrid(
  a: Float64Array,
  b: Float64Array,
  fastBars: number,
  slowBars: number,
): Float64Array | undefined {
  const first = Math.max(firstValue(a), firstValue(b));
  const { least, most, rounder } = exactGrid((a[first] ?? NaN) + (b[first] ?? NaN), slowBars);
  const distances = new Float64Array(a.length);
  const full = Math.min(first + slowBars - 1, a.length);
  distances.fill(NaN, 0, full);
  const mean = dividedOnce;
  const fastShare = 1 / fastBars;
  const slowShare = 1 / slowBars;
  let slowHigh = -0;
  let slowLow = -0;
  let fastHigh = -0;
  let fastLow = -0;
  for (let bar = first; bar < full; bar++) {
    const value = (a[bar] as number) + (b[bar] as number);
    if (!(value >= least && value <= most)) return undefined;
    const part = value + rounder - rounder;
    slowHigh += part;
    slowLow += value - part;
    if (bar < full - fastBars) continue;
    fastHigh += part;
    fastLow += value - part;
  }
  let gone = -0;
  let goneHigh = -0;
  for (let bar = full; bar < a.length; bar++) {
    const value = (a[bar] as number) + (b[bar] as number);
    if (!(value >= least && value <= most)) return undefined;
    const part = value + rounder - rounder;
    const old = (a[bar - fastBars] as number) + (b[bar - fastBars] as number);
    const oldHigh = old + rounder - rounder;
    slowHigh += part - goneHigh;
    slowLow += value - part - (gone - goneHigh);
    fastHigh += part - oldHigh;
    fastLow += value - part - (old - oldHigh);
    distances[bar] =
      0.5 * mean(fastHigh, fastLow, fastBars, fastShare, rounder) -
      0.5 * mean(slowHigh, slowLow, slowBars, slowShare, rounder);
    gone = (a[bar - slowBars + 1] as number) + (b[bar - slowBars + 1] as number);
    goneHigh = gone + rounder - rounder;
  }
  return distances;
}
