import type { Slope } from "../../../series/minimise-in-box.ts";
import { fastNormalCdf, logNormalCdf, scaledErfc } from "../../../series/normal-tail.ts";
import { posteriorAt, type GaussianProcess } from "./process.ts";

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
const LEAST_VARIANCE = 1e-12;

/**
 * Log of `z` times the normal distribution plus its density: the logarithm of what is gained on average, in deviations.
 *
 * @see Ament et al. (2023), Unexpected Improvements to Expected Improvement; Optuna 5.0.0 standard_logei.
 */
export function standardLogImprovement(z: number): number {
  if (z < -25) {
    const rest = 1 + Math.sqrt(Math.PI / 2) * z * scaledErfc(-z * Math.SQRT1_2);
    return -0.5 * z * z - HALF_LOG_TWO_PI + Math.log(rest);
  }
  return Math.log(z * fastNormalCdf(z) + Math.exp(-0.5 * z * z - HALF_LOG_TWO_PI));
}

/** Log expected improvement above `best` at a place, for a process that is to be made large. */
export function logImprovement(process: GaussianProcess, best: number, place: ArrayLike<number>): number {
  const { mean, variance } = posteriorAt(process, place);
  const sigma = Math.sqrt(variance + LEAST_VARIANCE);
  return standardLogImprovement((mean - best) / sigma) + Math.log(sigma);
}

/** Its negative with the slope, to be made small. */
export function improvementSlope(process: GaussianProcess, best: number, place: Float64Array): Slope {
  const { mean, variance, meanSlope, varianceSlope } = posteriorAt(process, place, true);
  const sigma = Math.sqrt(variance + LEAST_VARIANCE);
  const z = (mean - best) / sigma;
  const log = standardLogImprovement(z);
  const byZ = Math.exp(logNormalCdf(z) - log);
  const gradient = meanSlope.map((slope, axis) => {
    const bySigma = (varianceSlope[axis] as number) / (2 * sigma);
    return -((byZ * (slope - z * bySigma)) / sigma + bySigma / sigma);
  });
  return { value: -(log + Math.log(sigma)), gradient };
}
