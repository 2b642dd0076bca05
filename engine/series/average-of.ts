import { exponential } from "./exponential.ts";
import { rollingMean } from "./rolling-mean.ts";

/**
 * An exponential average that starts from the mean of its first window ("ema"), or the plain mean of the last values ("sma").
 *
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function averageOf(values: Float64Array, lengthBars: number, average: "ema" | "sma"): Float64Array {
  return average === "sma"
    ? rollingMean(values, lengthBars)
    : exponential(values, lengthBars, 2 / (lengthBars + 1));
}
