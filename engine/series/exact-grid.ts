/**
 * A grid that cuts a value into two parts, `high = value + rounder - rounder` and `value - high`, both so short that plain running sums
 * of each are exact: high and low sum together are the exact sum, rounded once where they are added, without drift and without a rest.
 */
export interface ExactGrid {
  /** Largest value that sums stay exact with. */
  readonly most: number;
  /** Smallest one, above 0. */
  readonly least: number;
  /** 1.5 times a power of two: adding it rounds to the grid. */
  readonly rounder: number;
}

/**
 * The grid for sums of values about as large as `size`, above 0.
 *
 * Of the 106 bits of two parts `weight` takes its own, and what is left is the range: sums of 20 values are exact while all are within a
 * factor of 400,000 of `size`. Kernels that meet another value start again by another way, which gives the same bits. They compare in
 * place, and leave 0 out: `!(value >= least && value <= most)` is true for NaN too, and to ask more costs a bar a third more.
 *
 * @param weight Largest sum of the sizes of weights in a sum; the length of a window for a plain one.
 * @returns A grid that no value fits where there is none.
 * @see Rump, Ogita, Oishi (2008), Accurate floating-point summation I: extraction of high parts.
 */
export function exactGrid(size: number, weight: number): ExactGrid {
  // The power of two above the size, by two roundings: a logarithm and a power take longer than a hundred bars.
  const large = size * 2 ** 53;
  const power = large + size - large || size;
  const reach = 2 ** 23 / (weight + 1);
  const sound = reach > 1 && power > 1e-200 && power < 1e200;
  return sound
    ? { most: power * reach, least: power / reach, rounder: power * (1.5 * 2 ** 27) }
    : { most: -1, least: Infinity, rounder: 0 };
}

/**
 * The exact sum of both parts over a count, rounded once. Bound to a local name in loops: an imported one is looked up at every bar.
 *
 * @param share 1 / `count`: the quotient's high part is found by multiplication and the rest by an exact remainder.
 */
export function dividedOnce(
  high: number,
  low: number,
  count: number,
  share: number,
  rounder: number,
): number {
  const near = high * share + rounder - rounder;
  return near + (high - near * count + low) * share;
}
