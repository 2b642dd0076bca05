import { readAhead } from "./read-ahead.ts";

/**
 * Population variance of the last `lengthBars` values, or its root, free of drift and exactly 0 on flat windows.
 *
 * The series is cut into blocks of one window's length; every window is a tail of one block and a head of the next, summed
 * without a subtraction, as distances from the value where the blocks meet (which every such window holds). Tails wait in the columns
 * where they will be needed.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @param root Whether to give the deviation, in units of the values, instead of its square.
 * @param scale Of the variance, such as n / (n - 1) for that of a sample.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 * @see van Herk (1992) for the two-block window; Chan, Golub, LeVeque (1983) for the shifted variance.
 */
export function rollingVariance(
  values: Float64Array,
  lengthBars: number,
  root = false,
  scale = 1,
): Float64Array {
  const count = values.length;
  const variances = new Float64Array(count);
  const length = Math.min(lengthBars, count);
  const tails = new Float64Array(4 * length);
  const share = 1 / lengthBars;
  const factor = share * scale;
  readAhead(values, tails, variances, variances);
  let own = 0;
  let other = 2 * length;
  let anchor = values[0] as number;
  for (let start = 0; start < count; start += length) {
    const end = start + length;
    const next = end < count ? (values[end] as number) : anchor;
    let headSum = -0;
    let headSquares = -0;
    let tailSum = -0;
    let tailSquares = -0;
    const most = Math.min(length, count - start);
    for (let k = 0; k < most; k++) {
      const distance = (values[start + k] as number) - anchor;
      headSum += distance;
      headSquares += distance * distance;
      const sum = headSum + (tails[own + k] as number);
      const squares = headSquares + (tails[own + length + k] as number);
      const variance = (squares - sum * sum * share) * factor;
      // Rounding may leave a hair below 0; a NaN must stay NaN.
      variances[start + k] = variance < 0 ? 0 : root ? Math.sqrt(variance) : variance;
      const at = most - 1 - k;
      tails[other + at] = tailSum;
      tails[other + length + at] = tailSquares;
      const back = (values[start + at] as number) - next;
      tailSum += back;
      tailSquares += back * back;
    }
    anchor = next;
    own = other;
    other = 2 * length - other;
  }
  return variances.fill(NaN, 0, Math.min(lengthBars - 1, count));
}
