/** What the range of a bar without a close before it is, such as the first: none (TA-Lib), or high less low (Pine). */
export type FirstRange = "skip" | "range";

/**
 * True range: the bar's range, stretched to the close before where that lies outside.
 *
 * @param high Shape [bars], as are `low` and `close`.
 * @returns Price units, shape [bars]; NaN at bar 0 and after a missing close with "skip". Uses no later bar. O(bars).
 * @see Wilder (1978), New Concepts in Technical Trading Systems.
 */
export function trueRange(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  first: FirstRange = "skip",
): Float64Array {
  const ranges = new Float64Array(close.length);
  let before = NaN;
  for (let bar = 0; bar < close.length; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const alone = before !== before && first === "range";
    ranges[bar] = alone ? top - bottom : Math.max(top, before) - Math.min(bottom, before);
    before = close[bar] as number;
  }
  return ranges;
}
