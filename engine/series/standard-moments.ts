import { mean } from "./moments.ts";

/** Skewness and raw kurtosis (3 for a normal variable). */
export interface StandardMoments {
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * Third and fourth standardised moments of the population: no correction for sample size, and kurtosis raw, not in excess of 3.
 *
 * @returns NaN where there is no variation. O(values).
 */
export function standardMoments(values: Float64Array): StandardMoments {
  const centre = mean(values);
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let row = 0; row < values.length; row++) {
    const distance = (values[row] as number) - centre;
    const square = distance * distance;
    second += square;
    third += square * distance;
    fourth += square * square;
  }
  const variance = second / values.length;
  if (!(variance > 0)) return { skewness: NaN, kurtosis: NaN };
  return {
    skewness: third / values.length / variance ** 1.5,
    kurtosis: fourth / values.length / variance ** 2,
  };
}
