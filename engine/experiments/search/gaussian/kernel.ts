import type { SearchAxis } from "../axes.ts";

/** What a Gaussian process believes of its function. */
export interface Hyperparameters {
  /** Inverse squared length scale of each axis. */
  readonly inverseSquaredScales: Float64Array;
  readonly kernelScale: number;
  readonly noiseVariance: number;
}

/** Matern 5/2 of a squared distance, before the scale. */
export function matern52(squared: number): number {
  const root = Math.sqrt(5 * squared);
  return (1 + root + (5 / 3) * squared) * Math.exp(-root);
}

/** Its slope by the squared distance. */
export function matern52Slope(squared: number): number {
  const root = Math.sqrt(5 * squared);
  return (-5 / 6) * (1 + root) * Math.exp(-root);
}

/** Squared distances of two places along each axis, one after another; of choices, 1 where they differ. */
export function squaredGaps(
  axes: readonly Pick<SearchAxis, "isChoice">[],
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  into: Float64Array,
): void {
  for (let axis = 0; axis < axes.length; axis++) {
    const gap = (a[axis] as number) - (b[axis] as number);
    into[axis] = axes[axis]?.isChoice ? (gap === 0 ? 0 : 1) : gap * gap;
  }
}

/** Squared distance under the length scales. */
export function squaredDistance(gaps: Float64Array, scales: Float64Array, from = 0): number {
  let sum = 0;
  for (let axis = 0; axis < scales.length; axis++)
    sum += (gaps[from + axis] as number) * (scales[axis] as number);
  return sum;
}
