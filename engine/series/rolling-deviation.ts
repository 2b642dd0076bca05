import { rollingVariance } from "./rolling-variance.ts";

/**
 * Population standard deviation of the last `lengthBars` values, free of drift and exactly 0 on flat windows.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingDeviation(values: Float64Array, lengthBars: number): Float64Array {
  return rollingVariance(values, lengthBars, true);
}
