/**
 * Sum of the last `lengthBars` values, free of drift, and exactly 0 where all are 0.
 *
 * Blocks of one window's length: every window is a tail of one and a head of the next, and nothing is ever subtracted.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 * @see van Herk (1992), A fast algorithm for local minimum and maximum filters.
 */
export function rollingSum(values: Float64Array, lengthBars: number): Float64Array {
  const count = values.length;
  const sums = new Float64Array(count);
  const tails = new Float64Array(Math.min(lengthBars, count) + 1);
  // From -0, which only a double can hold: sums from 0 are compiled as integers while the values are whole.
  sums.fill(NaN, 0, Math.min(lengthBars - 1, count));
  for (let start = 0; start < count; start += lengthBars) {
    const end = Math.min(start + lengthBars, count);
    const most = Math.min(lengthBars - 1, start);
    let tail = -0;
    for (let k = 1; k <= most; k++) tails[k] = tail += values[start - k] as number;
    let head = -0;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      head += values[bar] as number;
      if (missing <= most) sums[bar] = head + (tails[missing] as number) + 0;
    }
  }
  return sums;
}
