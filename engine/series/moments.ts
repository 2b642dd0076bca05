/** Arithmetic mean; NaN for no values. O(values). */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row] as number;
  return sum / values.length;
}

/** Standard deviation with divisor n - 1, in two passes; NaN for fewer than two values, exactly 0 where all are equal. O(values). */
export function sampleDeviation(values: Float64Array): number {
  const [first = NaN] = values;
  if (values.length >= 2 && values.every((value) => value === first)) return 0;
  const centre = mean(values);
  let squares = 0;
  for (let row = 0; row < values.length; row++) squares += ((values[row] as number) - centre) ** 2;
  return values.length < 2 ? NaN : Math.sqrt(squares / (values.length - 1));
}

/** Root of the mean square of what lies below 0, over all values; NaN for no values. O(values). */
export function downsideDeviation(values: Float64Array): number {
  let squares = 0;
  for (let row = 0; row < values.length; row++) squares += Math.min(values[row] as number, 0) ** 2;
  return Math.sqrt(squares / values.length);
}
