/** Median of a few values, of an even number the mean of the two middle ones; NaN for none. O(n log n). */
export function middleOf(values: Iterable<number>): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const high = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[half - 1] ?? NaN) + high) / 2;
}
