import { exponential } from "./exponential.ts";
import { firstValue } from "./first-value.ts";
import { rollingMean } from "./rolling-mean.ts";

/** A fast and a slow average of one series, shape [bars] each. */
export interface FastAndSlow {
  readonly fast: Float64Array;
  readonly slow: Float64Array;
}

/**
 * Two averages that both start at the slow one's first bar (TA-Lib's rule for MACD, APO and PPO).
 *
 * @param average "ema" seeds each from the mean of its last window before that bar; "sma" takes plain means.
 * @returns NaN before the slow one's first bar. Uses no later bar. O(bars).
 */
export function alignedAverages(
  values: Float64Array,
  fastBars: number,
  slowBars: number,
  average: "ema" | "sma",
): FastAndSlow {
  if (average === "sma") return { fast: rollingMean(values, fastBars), slow: rollingMean(values, slowBars) };
  const from = firstValue(values) + slowBars - fastBars;
  return {
    fast: exponential(values, fastBars, 2 / (fastBars + 1), "sma", from),
    slow: exponential(values, slowBars, 2 / (slowBars + 1)),
  };
}
