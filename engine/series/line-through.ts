/** A straight line and how much of the variation it explains. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly rSquared: number;
}

/** The line of least squares through points. NaN where `x` does not vary. O(points). */
export function lineThrough(x: Float64Array, y: Float64Array): Line {
  const count = x.length;
  const meanX = x.reduce((sum, value) => sum + value, 0) / count;
  const meanY = y.reduce((sum, value) => sum + value, 0) / count;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let place = 0; place < count; place++) {
    const [dx, dy] = [(x[place] as number) - meanX, (y[place] as number) - meanY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const slope = xy / xx;
  return { slope, intercept: meanY - slope * meanX, rSquared: (xy * xy) / (xx * yy) };
}
