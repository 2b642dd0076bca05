import { rollingVariance } from "./rolling-variance.ts";

/**
 * Standard deviation, of a population by default, of the last `lengthBars` values, free of drift and exactly 0 on flat windows.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @param scale Of the variance under the root, such as n / (n - 1) for the deviation of a sample.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingDeviation(values: Float64Array, lengthBars: number, scale = 1): Float64Array {
  return rollingVariance(values, lengthBars, true, scale);
}
