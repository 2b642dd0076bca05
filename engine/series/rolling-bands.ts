import { rollingDeviation } from "./rolling-deviation.ts";
import { rollingMean } from "./rolling-mean.ts";

/** A mean and a band on each side of it, shape [bars] each. */
export interface RollingBands {
  readonly upper: Float64Array;
  readonly middle: Float64Array;
  readonly lower: Float64Array;
}

/**
 * Mean of the last `lengthBars` values and `factor` population standard deviations above and below it, free of drift.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingBands(values: Float64Array, lengthBars: number, factor: number): RollingBands {
  const middle = rollingMean(values, lengthBars);
  const upper = rollingDeviation(values, lengthBars);
  const lower = new Float64Array(values.length);
  for (let bar = 0; bar < values.length; bar++) {
    const mean = middle[bar] as number;
    const reach = factor * (upper[bar] as number);
    upper[bar] = mean + reach;
    lower[bar] = mean - reach;
  }
  return { upper, middle, lower };
}
