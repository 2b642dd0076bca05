/**
 * Sum of the last `lengthBars` values of one series over that of another, free of drift, in one pass; 0 where the divisor's sum is 0.
 *
 * Blocks of one window's length: every window is a tail of one and a head of the next, and nothing is ever subtracted.
 *
 * @param a Shape [bars], as is `b`; a NaN in either makes every window that holds it NaN, and no other.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 * @see van Herk (1992), A fast algorithm for local minimum and maximum filters.
 */
export function rollingRatio(a: Float64Array, b: Float64Array, lengthBars: number): Float64Array {
  const count = a.length;
  const ratios = new Float64Array(count);
  const tailsA = new Float64Array(Math.min(lengthBars, count) + 1);
  const tailsB = new Float64Array(tailsA.length);
  // Sums start from -0, which only a double can hold: from 0 they are compiled as integers while volumes are whole, at twice the time.
  ratios.fill(NaN, 0, Math.min(lengthBars - 1, count));
  for (let start = 0; start < count; start += lengthBars) {
    const end = Math.min(start + lengthBars, count);
    const most = Math.min(lengthBars - 1, start);
    let tailA = -0;
    let tailB = -0;
    for (let k = 1; k <= most; k++) {
      tailsA[k] = tailA += a[start - k] as number;
      tailsB[k] = tailB += b[start - k] as number;
    }
    let headA = -0;
    let headB = -0;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      headA += a[bar] as number;
      headB += b[bar] as number;
      if (missing > most) continue;
      const whole = headB + (tailsB[missing] as number);
      const part = headA + (tailsA[missing] as number) + 0;
      ratios[bar] = whole === 0 ? 0 * part : part / whole;
    }
  }
  return ratios;
}
