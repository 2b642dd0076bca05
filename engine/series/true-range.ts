/**
 * True range: the bar's range, stretched to the close before where that lies outside.
 *
 * @param high Shape [bars], as are `low` and `close`.
 * @returns Price units, shape [bars]; NaN at bar 0, which has no close before it. Uses no later bar. O(bars).
 * @see Wilder (1978), New Concepts in Technical Trading Systems.
 */
export function trueRange(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  const ranges = new Float64Array(close.length).fill(NaN);
  for (let bar = 1; bar < close.length; bar++) {
    const before = close[bar - 1] as number;
    const top = Math.max(high[bar] as number, before);
    const bottom = Math.min(low[bar] as number, before);
    ranges[bar] = top - bottom;
  }
  return ranges;
}
