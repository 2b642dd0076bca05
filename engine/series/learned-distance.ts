/**
 * Distance of each value from the mean of all values up to it, itself included, in their deviations (by n).
 *
 * @param least Values before the first distance.
 * @returns NaN before there are `least` values and where a value is NaN, which counts for nothing; 0 while all were equal. O(values).
 * @see Welford (1962), Note on a method for calculating corrected sums of squares and products.
 */
export function expandingDistance(values: Float64Array, least: number): Float64Array {
  const found = new Float64Array(values.length).fill(NaN);
  let [count, mean, squares] = [0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== value) continue;
    count += 1;
    const before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
    if (count >= least) found[row] = distance(value - mean, Math.sqrt(squares / count));
  }
  return found;
}

/**
 * Distance of each value from the mean of the first ones, in their deviations (by n): learned once, and used from then on.
 *
 * @param count Values that mean and deviation are learned from.
 * @returns NaN before the last of those; as {@link expandingDistance} otherwise. O(values).
 */
export function fittedDistance(values: Float64Array, count: number): Float64Array {
  const known: number[] = [];
  let last = 0;
  for (; last < values.length && known.length < count; last++) {
    const value = values[last] as number;
    if (value === value) known.push(value);
  }
  const found = new Float64Array(values.length).fill(NaN);
  if (known.length < count) return found;
  const mean = known.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  for (let row = last - 1; row < values.length; row++)
    found[row] = distance((values[row] as number) - mean, deviation);
  return found;
}

function distance(away: number, deviation: number): number {
  if (deviation > 0) return away / deviation;
  return away === 0 ? 0 : NaN;
}
