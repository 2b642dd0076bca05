import { readAhead } from "./read-ahead.ts";

/**
 * Standard deviation of the last `lengthBars` returns from value to value, free of drift and exactly 0 where all are the same.
 *
 * As `rollingDeviation` of a column of returns, to the bit, but without that column: the returns of a block wait in its place.
 *
 * @param values Shape [bars]; a NaN makes every window that reaches it NaN, and no other.
 * @param logarithmic Whether returns are logarithms of ratios instead of ratios less 1.
 * @param scale Of the variance under the root, such as n / (n - 1) times the periods of a year.
 * @returns Fractions, shape [bars]; NaN for the first `lengthBars` bars. Uses no later bar. O(bars).
 */
export function returnDeviation(
  values: Float64Array,
  lengthBars: number,
  logarithmic: boolean,
  scale: number,
): Float64Array {
  const count = values.length;
  const deviations = new Float64Array(count);
  const length = Math.min(lengthBars, count);
  const squaresAt = length;
  const returnsAt = 2 * length;
  const block = new Float64Array(3 * length);
  const share = 1 / lengthBars;
  const factor = share * scale;
  readAhead(values, block, deviations, deviations);
  let before = NaN;
  for (let start = 0; start < count; start += length) {
    const first = values[start] as number;
    const ratio = first / before;
    const anchor = logarithmic ? Math.log(ratio) : before === 0 ? 0 * first : (first - before) / before;
    if (start > 0) placeTails(block, length, anchor);
    const most = Math.min(length, count - start);
    let headSum = -0;
    let headSquares = -0;
    for (let k = 0; k < most; k++) {
      const value = values[start + k] as number;
      const step = value - before;
      const change = logarithmic ? Math.log(value / before) : before === 0 ? 0 * step : step / before;
      before = value;
      block[returnsAt + k] = change;
      const distance = change - anchor;
      headSum += distance;
      headSquares += distance * distance;
      const sum = headSum + (block[k] as number);
      const squares = headSquares + (block[squaresAt + k] as number);
      const variance = (squares - sum * sum * share) * factor;
      // Rounding may leave a hair below 0; a NaN must stay NaN.
      deviations[start + k] = variance < 0 ? 0 : Math.sqrt(variance);
    }
  }
  return deviations.fill(NaN, 0, Math.min(lengthBars, count));
}

/**
 * Sums of the last returns of the block before, and of their squares, as distances from the anchor: at the place whose window begins with
 * them. A block holds sums, squares and returns, one after another.
 */
function placeTails(block: Float64Array, length: number, anchor: number): void {
  let sum = -0;
  let square = -0;
  for (let at = length - 1; at >= 0; at--) {
    block[at] = sum;
    block[length + at] = square;
    const distance = (block[2 * length + at] as number) - anchor;
    sum += distance;
    square += distance * distance;
  }
}
