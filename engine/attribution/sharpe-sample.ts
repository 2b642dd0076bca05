import { mean, sampleDeviation } from "../series/moments.ts";
import { standardMoments } from "../series/standard-moments.ts";
import type { SharpeSample } from "./inference/sharpe-error.ts";

/**
 * What the error of a Sharpe ratio depends on, taken from returns: the ratio per period, length, skewness, raw kurtosis.
 *
 * @param track `returns` of shape [periods]; `riskFree` per period, 0 where absent. NaN fields without variation. O(periods).
 * @example sharpeSample({ returns: closeReturns(result) })
 */
export function sharpeSample(track: {
  readonly returns: Float64Array;
  readonly riskFree?: number;
}): SharpeSample {
  const { returns, riskFree = 0 } = track;
  const sharpe = (mean(returns) - riskFree) / sampleDeviation(returns);
  return { sharpe, periods: returns.length, ...standardMoments(returns) };
}
