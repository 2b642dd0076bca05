/**
 * Places of values among each other from 1 on; equal ones share the mean of their places.
 *
 * @param values Without NaN. O(n log n).
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, row) => row).sort((a, b) => (values[a] ?? NaN) - (values[b] ?? NaN));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? -1] === values[order[from] ?? -1]) to += 1;
    for (let place = from; place < to; place++) ranks[order[place] ?? -1] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Spearman's rank correlation: Pearson's of the average ranks, over the rows where both have a value.
 *
 * @returns -1 to 1; NaN for fewer than 3 such rows, and where one of them never changes. O(n log n).
 * @see Spearman (1904), The Proof and Measurement of Association between Two Things.
 */
export function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const both = Array.from(a, (_, row) => row).filter((row) =>
    Number.isFinite((a[row] ?? NaN) + (b[row] ?? NaN)),
  );
  const count = both.length;
  if (count < 3) return NaN;
  const x = averageRanks(both.map((row) => a[row] ?? NaN));
  const y = averageRanks(both.map((row) => b[row] ?? NaN));
  const middle = (count + 1) / 2;
  let [xx, yy, xy] = [0, 0, 0];
  for (let row = 0; row < count; row++) {
    const [dx, dy] = [(x[row] as number) - middle, (y[row] as number) - middle];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : NaN;
}
