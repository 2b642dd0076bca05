import { minimiseInBox, type Slope } from "../../../series/minimise-in-box.ts";
import { solveLower, solveUpper } from "../../../series/cholesky.ts";
import { matern52Slope, squaredDistance, type Hyperparameters } from "./kernel.ts";
import {
  conditionOn,
  logLikelihood,
  logPrior,
  pairGaps,
  type GaussianProcess,
  type Observations,
} from "./process.ts";

/** The least noise, which keeps the covariance invertible: little, since a backtest has none, and what is taken for noise hides the last digits of an optimum. */
const LEAST_NOISE = 1e-8;
/** Logarithms of beliefs are looked for in between. */
const [LOWEST, HIGHEST] = [-25, 14] as const;

function beliefsOf(logs: Float64Array): Hyperparameters {
  const axes = logs.length - 2;
  return {
    inverseSquaredScales: logs.slice(0, axes).map((value) => Math.exp(value)),
    kernelScale: Math.exp(logs[axes] as number),
    noiseVariance: Math.exp(logs[axes + 1] as number) + LEAST_NOISE,
  };
}

/** The logs that {@link beliefsOf} reads; the noise a hundredth of the least above it, where it is the least. */
function logsOf({ inverseSquaredScales, kernelScale, noiseVariance }: Hyperparameters): Float64Array {
  const all = [...inverseSquaredScales, kernelScale, noiseVariance - 0.99 * LEAST_NOISE];
  return Float64Array.from(all, (value) => Math.log(value));
}

/**
 * Fits a process's beliefs to its observations: the largest likelihood times prior, over logarithms.
 *
 * @param from Beliefs to start from; all ones where absent.
 * @returns The process with beliefs of all ones where the fit comes to nothing.
 * @throws Error (an assertion) where no beliefs make the covariance invertible.
 * @see Optuna 5.0.0 gp.py; Rasmussen and Williams (2006), equation 5.9.
 */
export function fitProcess(observed: Observations, from?: Hyperparameters): GaussianProcess {
  const gaps = pairGaps(observed);
  const ones = new Float64Array(observed.axes.length + 2);
  const find = (logs: Float64Array): Slope => lossAt(observed, gaps, logs);
  const bounds = { low: LOWEST, high: HIGHEST, tolerance: 1e-2, mostSteps: 60 };
  const { at } = minimiseInBox(find, from ? logsOf(from) : ones, bounds);
  const process = conditionOn(observed, beliefsOf(at), gaps) ?? conditionOn(observed, beliefsOf(ones), gaps);
  if (!process) throw new Error("a covariance with noise that is not positive definite");
  return process;
}

/** Minus the log of likelihood times prior, and its slope by the logs of the beliefs. */
function lossAt(observed: Observations, gaps: Float64Array, logs: Float64Array): Slope {
  const beliefs = beliefsOf(logs);
  const process = conditionOn(observed, beliefs, gaps);
  if (!process) return { value: Infinity, gradient: new Float64Array(logs.length) };
  const axes = observed.axes.length;
  const { inverseSquaredScales: scales, kernelScale, noiseVariance } = beliefs;
  const gradient = likelihoodSlope(process, gaps);
  for (let axis = 0; axis < axes; axis++) {
    const scale = scales[axis] as number;
    gradient[axis] = -(gradient[axis] as number) - (0.1 / scale - 0.1 * scale);
  }
  gradient[axes] = -(gradient[axes] as number) - (1 - kernelScale);
  const byNoise = (gradient[axes + 1] as number) + 0.1 / noiseVariance - 30;
  gradient[axes + 1] = -byNoise * (noiseVariance - LEAST_NOISE);
  return { value: -logLikelihood(process) - logPrior(beliefs), gradient };
}

/** Slope of the log likelihood: by the logs of length scales and kernel scale, and by the noise itself. O(n^3). */
function likelihoodSlope(process: GaussianProcess, gaps: Float64Array): Float64Array {
  const { alpha, lower, beliefs, axes } = process;
  const count = alpha.length;
  const slope = new Float64Array(axes.length + 2);
  const { inverseSquaredScales: scales, kernelScale, noiseVariance } = beliefs;
  let trace = 0;
  let fit = 0;
  const unit = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    unit.fill(0);
    unit[row] = 1;
    const inverse = solveUpper(lower, solveLower(lower, unit));
    for (let column = 0; column < count; column++) {
      const weight = 0.5 * ((alpha[row] as number) * (alpha[column] as number) - (inverse[column] as number));
      const at = (row * count + column) * axes.length;
      const part = weight * kernelScale * matern52Slope(squaredDistance(gaps, scales, at));
      for (let axis = 0; axis < axes.length; axis++)
        slope[axis] = (slope[axis] as number) + part * (gaps[at + axis] as number) * (scales[axis] as number);
    }
    trace += inverse[row] as number;
    fit += (alpha[row] as number) ** 2;
  }
  const byNoise = 0.5 * (fit - trace);
  // The covariance is kernel plus noise, so the kernel's share of the trace is what the noise leaves: no second pass.
  slope[axes.length] = 0.5 * (dot(alpha, process.values) - count) - noiseVariance * byNoise;
  slope[axes.length + 1] = byNoise;
  return slope;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, row) => sum + value * (b[row] as number), 0);
}
