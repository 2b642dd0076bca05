/** Factors of the value, of its average, of the average's average, and of that one's average. */
export type CascadeFactors = readonly [value: number, first: number, second: number, third: number];

/**
 * A weighted sum of a value and of exponential averages of averages, two or three deep, in one pass.
 *
 * Every average starts from the mean of the first `lengthBars` values of what it averages (TA-Lib's rule), so values start after
 * `depth * (lengthBars - 1)` bars. A NaN before the first value delays the start; a later NaN gives NaN at that bar only.
 *
 * @param values Shape [bars].
 * @param weight Of the newest value, in (0, 1].
 * @param sums Where to write, shape [bars]; may be `values` itself.
 * @returns Shape [bars]. Uses no later bar. O(bars).
 */
export function exponentialCascade(
  values: Float64Array,
  lengthBars: number,
  weight: number,
  depth: 2 | 3,
  factors: CascadeFactors,
  sums: Float64Array = new Float64Array(values.length),
): Float64Array {
  const [own, first, second, third] = factors;
  const need1 = lengthBars;
  const need2 = need1 + lengthBars - 1;
  const need3 = depth === 3 ? need2 + lengthBars - 1 : need2;
  let average1 = 0;
  let average2 = 0;
  let average3 = 0;
  let seen = 0;
  let bar = 0;
  for (; bar < values.length && seen < need3; bar++) {
    const value = values[bar] as number;
    sums[bar] = NaN;
    if (value !== value) continue;
    seen += 1;
    average1 = seen > need1 ? average1 + (value - average1) * weight : average1 + value / lengthBars;
    if (seen < need1) continue;
    average2 = seen > need2 ? average2 + (average1 - average2) * weight : average2 + average1 / lengthBars;
    if (seen < need2) continue;
    average3 += average2 / lengthBars;
    if (seen === need3) sums[bar] = own * value + first * average1 + second * average2 + third * average3;
  }
  for (; bar < values.length; bar++) {
    const value = values[bar] as number;
    sums[bar] = NaN;
    if (value !== value) continue;
    average1 += (value - average1) * weight;
    average2 += (average1 - average2) * weight;
    average3 += (average2 - average3) * weight;
    sums[bar] = own * value + first * average1 + second * average2 + third * average3;
  }
  return sums;
}
