/** Columns at a distance on each side of another. */
export interface Bands {
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

/**
 * A middle and `factor` times a reach above and below it, shape [bars] each; NaN where either is NaN.
 *
 * @param reach Taken over for `upper`.
 */
export function bandsAround(middle: Float64Array, reach: Float64Array, factor: number): Bands {
  const upper = reach;
  const lower = new Float64Array(middle.length);
  for (let bar = 0; bar < middle.length; bar++) {
    const mean = middle[bar] as number;
    const distance = factor * (reach[bar] as number);
    upper[bar] = mean + distance;
    lower[bar] = mean - distance;
  }
  return { upper, lower };
}
