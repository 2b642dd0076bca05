import { cholesky, solveLower, solveUpper } from "../../../series/cholesky.ts";
import type { SearchAxis } from "../axes.ts";
import { matern52, matern52Slope, squaredDistance, squaredGaps, type Hyperparameters } from "./kernel.ts";

/** What was observed: places between 0 and 1 and standardised values. */
export interface Observations {
  readonly axes: readonly Pick<SearchAxis, "isChoice">[];
  readonly places: readonly Float64Array[];
  readonly values: Float64Array;
}

/** A Gaussian process after its observations. */
export interface GaussianProcess extends Observations {
  readonly beliefs: Hyperparameters;
  /** Cholesky factor of the covariance of the observations. */
  readonly lower: Float64Array;
  /** Inverse covariance times the values. */
  readonly alpha: Float64Array;
}

/** Squared gaps of every pair, shape [n * n * axes]; made once and used for every set of beliefs. */
export function pairGaps({ axes, places }: Observations): Float64Array {
  const count = places.length;
  const gaps = new Float64Array(count * count * axes.length);
  for (const [row, a] of places.entries())
    for (const [column, b] of places.entries()) {
      const at = (row * count + column) * axes.length;
      squaredGaps(axes, a, b, gaps.subarray(at, at + axes.length));
    }
  return gaps;
}

/** Conditions a process on its observations; undefined where rounding makes the covariance singular. O(n^3). */
export function conditionOn(
  observed: Observations,
  beliefs: Hyperparameters,
  gaps: Float64Array = pairGaps(observed),
): GaussianProcess | undefined {
  const count = observed.places.length;
  const { inverseSquaredScales, kernelScale, noiseVariance } = beliefs;
  const covariance = new Float64Array(count * count);
  for (let row = 0; row < count; row++)
    for (let column = 0; column <= row; column++) {
      const squared = squaredDistance(
        gaps,
        inverseSquaredScales,
        (row * count + column) * inverseSquaredScales.length,
      );
      covariance[row * count + column] =
        kernelScale * matern52(squared) + (row === column ? noiseVariance : 0);
    }
  const lower = cholesky(covariance, count);
  return (
    lower && { ...observed, beliefs, lower, alpha: solveUpper(lower, solveLower(lower, observed.values)) }
  );
}

/** Log marginal likelihood without its constant. */
export function logLikelihood({ lower, values }: GaussianProcess): number {
  let sum = 0;
  for (const [row, half] of solveLower(lower, values).entries())
    sum -= Math.log(lower[row * values.length + row] as number) + 0.5 * half * half;
  return sum;
}

/** Log prior of the beliefs: gamma for scale and noise, and length scales kept from both ends. @see Optuna 5.0.0 prior.py */
export function logPrior({ inverseSquaredScales, kernelScale, noiseVariance }: Hyperparameters): number {
  const lengths = inverseSquaredScales.reduce((sum, a) => sum - 0.1 / a - 0.1 * a, 0);
  return lengths + Math.log(kernelScale) - kernelScale + 0.1 * Math.log(noiseVariance) - 30 * noiseVariance;
}

/** Mean and variance of the function at a place, and their slopes where asked for. */
export interface Posterior {
  readonly mean: number;
  readonly variance: number;
  readonly meanSlope: Float64Array;
  readonly varianceSlope: Float64Array;
}

/** What the process expects at a place between 0 and 1. O(n^2). */
export function posteriorAt(process: GaussianProcess, place: ArrayLike<number>, sloped = false): Posterior {
  const { axes, places, beliefs, lower, alpha } = process;
  const { inverseSquaredScales: scales, kernelScale } = beliefs;
  const gaps = new Float64Array(axes.length);
  const squared = Float64Array.from(places, (other) => {
    squaredGaps(axes, place, other, gaps);
    return squaredDistance(gaps, scales);
  });
  const kernel = squared.map((distance) => kernelScale * matern52(distance));
  const half = solveLower(lower, kernel);
  let mean = 0;
  let variance = kernelScale;
  for (let row = 0; row < kernel.length; row++) {
    mean += (kernel[row] as number) * (alpha[row] as number);
    variance -= (half[row] as number) ** 2;
  }
  const meanSlope = new Float64Array(sloped ? axes.length : 0);
  const varianceSlope = new Float64Array(meanSlope.length);
  if (sloped) {
    const solved = solveUpper(lower, half);
    for (const [row, other] of places.entries()) {
      const slope = 2 * kernelScale * matern52Slope(squared[row] as number);
      for (let axis = 0; axis < axes.length; axis++) {
        if (axes[axis]?.isChoice) continue;
        const part = slope * (scales[axis] as number) * ((place[axis] as number) - (other[axis] as number));
        meanSlope[axis] = (meanSlope[axis] as number) + part * (alpha[row] as number);
        varianceSlope[axis] = (varianceSlope[axis] as number) - 2 * part * (solved[row] as number);
      }
    }
  }
  return { mean, variance: Math.max(variance, 0), meanSlope, varianceSlope };
}
