/** A straight line through points, by least squares: y = intercept + slope * x. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** Share of the variance of y that the line explains, 0 to 1. */
  readonly rSquared: number;
  /** Standard error of the intercept, with n - 2 degrees of freedom. */
  readonly interceptError: number;
  /** Standard error of the slope. */
  readonly slopeError: number;
}

/**
 * Ordinary least squares of `y` on `x`, in two passes.
 *
 * @param x Shape [points], as is `y`.
 * @returns NaN where `x` does not vary; errors are NaN for fewer than three points. O(points).
 */
export function fitLine(x: Float64Array, y: Float64Array): LineFit {
  const count = x.length;
  let meanX = 0;
  let meanY = 0;
  for (let row = 0; row < count; row++) {
    meanX += x[row] as number;
    meanY += y[row] as number;
  }
  meanX /= count;
  meanY /= count;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let row = 0; row < count; row++) {
    const dx = (x[row] as number) - meanX;
    const dy = (y[row] as number) - meanY;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const slope = xx > 0 ? xy / xx : NaN;
  const intercept = meanY - slope * meanX;
  const residual = Math.max(0, yy - slope * xy) / (count > 2 ? count - 2 : NaN);
  return {
    slope,
    intercept,
    rSquared: (xy * xy) / (xx * yy),
    interceptError: Math.sqrt(residual * (1 / count + (meanX * meanX) / xx)),
    slopeError: Math.sqrt(residual / xx),
  };
}
