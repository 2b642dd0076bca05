import { readAhead } from "./read-ahead.ts";

/**
 * Wilder's average of the distance of up and down movement as a share of their sum, 0 to 100: the `average` of `directional`, to the bit,
 * without the indicators that it does not need. Two columns less to write is what it is for: one body that leaves them out by a test is as slow
 * as with them.
 *
 * @param high Shape [bars], as are `low` and `close`. A bar with a missing price, and the bar after it, gives NaN and counts for nothing.
 * @returns Shape [bars]; NaN for the first `2 * lengthBars - 1` bars; keeps its value where nothing moves. Uses no later bar. O(bars).
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib ADX.
 */
export function directionalAverage(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  lengthBars: number,
): Float64Array {
  const count = close.length;
  const averages = new Float64Array(count);
  const keep = 1 - 1 / lengthBars;
  const share = 1 / lengthBars;
  const ready = 2 * lengthBars - 1;
  readAhead(high, low, close, averages);
  let sumUp = -0;
  let sumDown = -0;
  let smooth = -0;
  let seen = 0;
  let topBefore = NaN;
  let bottomBefore = NaN;
  let before = NaN;
  for (let bar = 0; bar < count; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const up = top - topBefore;
    const down = bottomBefore - bottom;
    const missing = up + down + before;
    topBefore = top;
    bottomBefore = bottom;
    before = close[bar] as number;
    averages[bar] = NaN;
    if (missing !== missing) continue;
    const rise = up > down && up > 0 ? up : 0;
    const fall = down > up && down > 0 ? down : 0;
    if (seen >= ready) {
      sumUp = sumUp * keep + rise;
      sumDown = sumDown * keep + fall;
      const both = sumUp + sumDown;
      if (both !== 0) smooth += ((100 * Math.abs(sumUp - sumDown)) / both - smooth) * share;
      averages[bar] = smooth;
      continue;
    }
    seen += 1;
    // The first sums are plain ones, of one move fewer than the length.
    const kept = seen < lengthBars ? 1 : keep;
    sumUp = sumUp * kept + rise;
    sumDown = sumDown * kept + fall;
    if (seen < lengthBars) continue;
    const both = sumUp + sumDown;
    smooth += (both === 0 ? 0 : (100 * Math.abs(sumUp - sumDown)) / both) * share;
    if (seen === ready) averages[bar] = smooth;
  }
  return averages;
}
