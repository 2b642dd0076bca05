/**
 * The value below which a share of the values lies, with linear interpolation between neighbours (Hyndman and Fan's type 7, numpy's default).
 *
 * @param sorted Ascending, without NaN.
 * @param share 0 to 1.
 * @returns NaN for no values. O(1).
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  const weight = place - below;
  // Interpolates from the nearer end, as numpy does, so that equal neighbours stay equal.
  return weight >= 0.5 ? high - (high - low) * (1 - weight) : low + (high - low) * weight;
}
