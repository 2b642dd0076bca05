/**
 * Population variance of the last `lengthBars` values, or its root, free of drift and exactly 0 on flat windows.
 *
 * The series is cut into blocks of one window's length; every window is a tail of one block and a head of the next, summed
 * without a subtraction, as distances from the value where the blocks meet (which every such window holds).
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @param root Whether to give the deviation, in units of the values, instead of its square.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 * @see van Herk (1992) for the two-block window; Chan, Golub, LeVeque (1983) for the shifted variance.
 */
export function rollingVariance(values: Float64Array, lengthBars: number, root = false): Float64Array {
  const count = values.length;
  const variances = new Float64Array(count);
  const size = Math.min(lengthBars, count) + 1;
  const tailSum = new Float64Array(size);
  const tailSquares = new Float64Array(size);
  const share = 1 / lengthBars;
  variances.fill(NaN, 0, Math.min(lengthBars - 1, count));
  for (let start = 0; start < count; start += lengthBars) {
    const anchor = values[start] as number;
    sumTails(values, start, lengthBars, anchor, tailSum, tailSquares);
    const end = Math.min(start + lengthBars, count);
    let headSum = 0;
    let headSquares = 0;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      const distance = (values[bar] as number) - anchor;
      headSum += distance;
      headSquares += distance * distance;
      if (bar < lengthBars - 1) continue;
      const sum = headSum + (tailSum[missing] as number);
      const squares = headSquares + (tailSquares[missing] as number);
      const variance = (squares - sum * sum * share) * share;
      // Rounding may leave a hair below 0; a NaN must stay NaN.
      variances[bar] = variance < 0 ? 0 : root ? Math.sqrt(variance) : variance;
    }
  }
  return variances;
}

/** Fills sums of the k values before `start` (k = 0 .. length - 1) as distances from the anchor. */
function sumTails(
  values: Float64Array,
  start: number,
  length: number,
  anchor: number,
  sums: Float64Array,
  squares: Float64Array,
): void {
  let sum = 0;
  let square = 0;
  const most = Math.min(length - 1, start);
  for (let k = 1; k <= most; k++) {
    const distance = (values[start - k] as number) - anchor;
    sum += distance;
    square += distance * distance;
    sums[k] = sum;
    squares[k] = square;
  }
}
