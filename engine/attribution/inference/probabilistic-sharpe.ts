import { normalCdf, normalQuantile } from "../../series/normal-distribution.ts";
import { sharpeError, sharpeVariance, type SharpeSample } from "./sharpe-error.ts";

/**
 * Probability that the true Sharpe ratio is above `benchmark`, given the record's length, skewness and raw kurtosis.
 *
 * @param benchmark Sharpe ratio per period, 0 by default.
 * @returns 0 to 1; NaN where it is not defined.
 * @see Bailey and Lopez de Prado (2012), The Sharpe Ratio Efficient Frontier.
 * @example probabilisticSharpe(sharpeSample({ returns: closeReturns(result) }))
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark = 0): number {
  return normalCdf((sample.sharpe - benchmark) / sharpeError(sample));
}

/**
 * Number of returns after which the Sharpe ratio is above `benchmark` with the given confidence.
 *
 * @returns Periods (divide by periods per year for years); NaN where the record is not above the benchmark.
 * @see Bailey and Lopez de Prado (2012), minimum track record length.
 * @example minimumTrackRecord(sharpeSample({ returns: closeReturns(result) }))
 */
export function minimumTrackRecord(
  sample: Omit<SharpeSample, "periods">,
  benchmark = 0,
  confidence = 0.95,
): number {
  if (!(sample.sharpe > benchmark)) return NaN;
  const deviations = normalQuantile(confidence) / (sample.sharpe - benchmark);
  return 1 + sharpeVariance(sample) * deviations * deviations;
}
