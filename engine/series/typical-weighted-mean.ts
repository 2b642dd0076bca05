import { readAhead } from "./read-ahead.ts";
import { rollingWeightedMean } from "./rolling-weighted-mean.ts";
import { roundedOnce, slidRest } from "./sliding-sum.ts";
import { typicalPrice } from "./typical-price.ts";
import { wholeGrid } from "./whole-grid.ts";

/**
 * Mean of the last bars' typical prices (of high, low and close), each weighing as much as its bar's weight, free of drift.
 *
 * One pass while weights are whole numbers, nothing is missing and something weighs, else as a {@link rollingWeightedMean} of
 * {@link typicalPrice}s, which it equals to the bit.
 *
 * @param high Shape [bars], as are `low`, `close` and `weights`; a NaN makes every window that holds it NaN, and no other.
 * @returns Price units, shape [bars]; NaN for the first `lengthBars - 1` bars; 0 where nothing weighs. Uses no later bar. O(bars).
 */
export function typicalWeightedMean(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  weights: Float64Array,
  lengthBars: number,
): Float64Array {
  const means = meansOfWhole(high, low, close, weights, lengthBars);
  return means ?? rollingWeightedMean(typicalPrice(high, low, close), weights, lengthBars);
}

/** Undefined where a value is missing, a weight is no whole number, or nothing weighs. The last products wait in a ring. */
function meansOfWhole(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  weights: Float64Array,
  lengthBars: number,
): Float64Array | undefined {
  const count = close.length;
  const means = new Float64Array(count);
  const mask = (1 << (32 - Math.clz32(lengthBars))) - 1;
  const products = new Float64Array(mask + 1);
  const { most, rounder } = wholeGrid(lengthBars);
  const slide = slidRest;
  const once = roundedOnce;
  readAhead(high, low, close, weights);
  readAhead(products, means, means, means);
  const back = lengthBars - 1;
  let total = -0;
  let old = -0;
  let sum = -0;
  let rest = -0;
  for (let bar = 0; bar < count; bar++) {
    const weight = weights[bar] as number;
    if (!(weight <= most && weight + rounder - rounder === weight)) return undefined;
    const price = ((high[bar] as number) + (low[bar] as number) + (close[bar] as number)) / 3;
    const entering = price * weight;
    const leaving = products[(bar - lengthBars) & mask] as number;
    products[bar & mask] = entering;
    const step = entering - leaving;
    const next = sum + step;
    rest = slide(rest, sum, entering, leaving, step, next);
    sum = next;
    total = total - old + weight;
    old = bar >= back ? (weights[bar - back] as number) : -0;
    if (total === 0) return undefined;
    means[bar] = once(sum, rest) / total;
  }
  return sum === sum ? means.fill(NaN, 0, Math.min(lengthBars - 1, count)) : undefined;
}
