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
  const sums = new Float64Array(Math.min(lengthBars, count));
  const share = 1 / lengthBars;
  const factor = share * scale;
  for (let start = 0; start < count; start += lengthBars) {
    const anchor = values[start] as number;
    if (start > 0) placeTails(values, start, anchor, sums, variances);
    const end = Math.min(start + lengthBars, count);
    let headSum = -0;
    let headSquares = -0;
    for (let bar = start; bar < end; bar++) {
      const distance = (values[bar] as number) - anchor;
      headSum += distance;
      headSquares += distance * distance;
      const sum = headSum + (sums[bar - start] as number);
      const squares = headSquares + (variances[bar] as number);
      const variance = (squares - sum * sum * share) * factor;
      // Rounding may leave a hair below 0; a NaN must stay NaN.
      variances[bar] = variance < 0 ? 0 : root ? Math.sqrt(variance) : variance;
    }
  }
  return variances.fill(NaN, 0, Math.min(lengthBars - 1, count));
}

/** Sums of the last values before `start`, and of their squares, as distances from the anchor: at the bar whose window begins with them. */
function placeTails(
  values: Float64Array,
  start: number,
  anchor: number,
  sums: Float64Array,
  squares: Float64Array,
): void {
  const lengthBars = sums.length;
  let sum = -0;
  let square = -0;
  for (let tail = lengthBars - 1; tail >= 0; tail--) {
    sums[tail] = sum;
    if (start + tail < squares.length) squares[start + tail] = square;
    const distance = (values[start + tail - lengthBars] as number) - anchor;
    sum += distance;
    square += distance * distance;
  }
}
