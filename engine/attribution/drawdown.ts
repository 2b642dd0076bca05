/**
 * How far equity stands below its highest value so far, the starting capital included: 0 at a peak, -0.25 a quarter below.
 *
 * @returns Fractions, shape [closes]. O(closes).
 */
export function drawdownOf(equity: Float64Array, capital: number): Float64Array {
  const depths = new Float64Array(equity.length);
  let peak = capital;
  for (let row = 0; row < equity.length; row++) {
    const value = equity[row] as number;
    if (value > peak) peak = value;
    depths[row] = value / peak - 1;
  }
  return depths;
}

/** The lowest of the depths, 0 or less; NaN for none. O(closes). */
export function deepest(drawdown: Float64Array): number {
  let low = drawdown.length === 0 ? NaN : 0;
  for (let row = 0; row < drawdown.length; row++) low = Math.min(low, drawdown[row] as number);
  return low;
}
