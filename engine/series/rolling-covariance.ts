/** How two series vary together over the last values, population form, shape [bars] each. */
export interface RollingCovariance {
  readonly covariance: Float64Array;
  readonly varianceA: Float64Array;
  readonly varianceB: Float64Array;
}

/**
 * Covariance and variances of the last `lengthBars` pairs, free of drift and exactly 0 where a series is flat.
 *
 * Blocks of one window's length: every window is a tail of one and a head of the next, summed as distances from the pair where
 * they meet.
 *
 * @param a Shape [bars], as is `b`; a NaN in either makes every window that holds it NaN, and no other.
 * @returns NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingCovariance(a: Float64Array, b: Float64Array, lengthBars: number): RollingCovariance {
  const count = a.length;
  const covariance = new Float64Array(count).fill(NaN);
  const varianceA = new Float64Array(count).fill(NaN);
  const varianceB = new Float64Array(count).fill(NaN);
  const share = 1 / lengthBars;
  // Five sums per length of tail, side by side.
  const tails = new Float64Array(5 * (Math.min(lengthBars, count) + 1));
  const head = new Float64Array(5);
  for (let start = 0; start < count; start += lengthBars) {
    const anchorA = a[start] as number;
    const anchorB = b[start] as number;
    const most = Math.min(lengthBars - 1, start);
    head.fill(0);
    for (let k = 1; k <= most; k++) {
      addPair(head, (a[start - k] as number) - anchorA, (b[start - k] as number) - anchorB);
      tails.set(head, 5 * k);
    }
    head.fill(0);
    const end = Math.min(start + lengthBars, count);
    for (let bar = start, missing = lengthBars - 1; bar < end; bar++, missing--) {
      addPair(head, (a[bar] as number) - anchorA, (b[bar] as number) - anchorB);
      if (missing > most) continue;
      const at = 5 * missing;
      const sumA = (head[0] as number) + (tails[at] as number);
      const sumB = (head[1] as number) + (tails[at + 1] as number);
      const squaresA = (head[2] as number) + (tails[at + 2] as number);
      const squaresB = (head[3] as number) + (tails[at + 3] as number);
      const products = (head[4] as number) + (tails[at + 4] as number);
      covariance[bar] = (products - sumA * sumB * share) * share;
      varianceA[bar] = floor0((squaresA - sumA * sumA * share) * share);
      varianceB[bar] = floor0((squaresB - sumB * sumB * share) * share);
    }
  }
  return { covariance, varianceA, varianceB };
}

function addPair(sums: Float64Array, x: number, y: number): void {
  sums[0] = (sums[0] as number) + x;
  sums[1] = (sums[1] as number) + y;
  sums[2] = (sums[2] as number) + x * x;
  sums[3] = (sums[3] as number) + y * y;
  sums[4] = (sums[4] as number) + x * y;
}

/** Rounding may leave a variance a hair below 0; a NaN stays NaN. */
function floor0(variance: number): number {
  return variance < 0 ? 0 : variance;
}
