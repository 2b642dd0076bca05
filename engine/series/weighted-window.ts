/**
 * Sum of the last values, each times the weight of its place in the window.
 *
 * Four windows at a time, so that weights and most values are read once for four; every sum is added up from its oldest value.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @param weights The oldest value's first, shape [window].
 * @returns Shape [bars]; NaN for the first bars of less than a window. Uses no later bar. O(bars times window).
 */
export function weightedWindow(values: Float64Array, weights: Float64Array): Float64Array {
  const count = values.length;
  const length = weights.length;
  const sums = new Float64Array(count);
  sums.fill(NaN, 0, Math.min(length - 1, count));
  let bar = length - 1;
  for (; bar + 3 < count; bar += 4) {
    let from = bar - length + 1;
    let second = values[from] as number;
    let third = values[from + 1] as number;
    let fourth = values[from + 2] as number;
    let sum1 = -0;
    let sum2 = -0;
    let sum3 = -0;
    let sum4 = -0;
    for (let place = 0; place < length; place++, from++) {
      const weight = weights[place] as number;
      const first = second;
      second = third;
      third = fourth;
      fourth = values[from + 3] as number;
      sum1 += first * weight;
      sum2 += second * weight;
      sum3 += third * weight;
      sum4 += fourth * weight;
    }
    sums[bar] = sum1;
    sums[bar + 1] = sum2;
    sums[bar + 2] = sum3;
    sums[bar + 3] = sum4;
  }
  for (; bar < count; bar++) {
    let sum = -0;
    const from = bar - length + 1;
    for (let place = 0; place < length; place++)
      sum += (values[from + place] as number) * (weights[place] as number);
    sums[bar] = sum;
  }
  return sums;
}
