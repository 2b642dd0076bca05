import { firstValue } from "./first-value.ts";
import { product } from "./product.ts";
import { rollingRatio } from "./rolling-ratio.ts";
import { roundedOnce, slidRest } from "./sliding-sum.ts";
import { wholeGrid } from "./whole-grid.ts";

/**
 * Mean of the last `lengthBars` values, each weighing as much as its own weight, free of drift; 0 where nothing weighs.
 *
 * One pass while weights are whole numbers, nothing is missing and something weighs, else as a {@link rollingRatio}, which it equals to the
 * bit.
 *
 * @param values Shape [bars], as is `weights`; a NaN in either makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingWeightedMean(
  values: Float64Array,
  weights: Float64Array,
  lengthBars: number,
): Float64Array {
  const first = Math.max(firstValue(values), firstValue(weights));
  const full = Math.min(first + lengthBars - 1, values.length);
  const means = meansOfWhole(values, weights, first, full);
  return means ?? rollingRatio(product(values, weights), weights, lengthBars);
}

/** Undefined where a value is missing, a weight is no whole number, or nothing weighs. */
function meansOfWhole(
  values: Float64Array,
  weights: Float64Array,
  first: number,
  full: number,
): Float64Array | undefined {
  const means = new Float64Array(values.length).fill(NaN, 0, full);
  const { most, rounder } = wholeGrid(full - first + 1);
  const slide = slidRest;
  const once = roundedOnce;
  const back = full - first;
  let total = -0;
  let sum = -0;
  let rest = -0;
  let gone = -0;
  let leaving = -0;
  for (let bar = first; bar < full; bar++) {
    const weight = weights[bar] as number;
    if (!(weight <= most && weight + rounder - rounder === weight)) return undefined;
    const entering = (values[bar] as number) * weight;
    const next = sum + entering;
    rest = slide(rest, sum, entering, leaving, entering, next);
    sum = next;
    total += weight;
  }
  for (let bar = full; bar < values.length; bar++) {
    const weight = weights[bar] as number;
    if (!(weight <= most && weight + rounder - rounder === weight)) return undefined;
    const entering = (values[bar] as number) * weight;
    const step = entering - leaving;
    const next = sum + step;
    rest = slide(rest, sum, entering, leaving, step, next);
    sum = next;
    total = total - gone + weight;
    if (total === 0) return undefined;
    means[bar] = once(sum, rest) / total;
    gone = weights[bar - back] as number;
    leaving = (values[bar - back] as number) * gone;
  }
  return sum === sum ? means : undefined;
}
