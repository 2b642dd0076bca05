import { readAhead } from "./read-ahead.ts";

/** Wilder's directional movement, 0 to 100, shape [bars] each. */
export interface Directional {
  readonly plus: Float64Array;
  readonly minus: Float64Array;
  /** Wilder's average of the distance of the two as a share of their sum. */
  readonly average: Float64Array;
}

/**
 * Wilder's directional movement system.
 *
 * Where the up move equals the down move neither counts (TA-Lib's rule). Sums start from the first `lengthBars - 1` moves; plus
 * and minus have values from bar `lengthBars`, the average from `2 * lengthBars - 1`. Where nothing has moved the indices
 * are 0 and the average keeps its value. A bar with a missing price, and the bar after it, gives NaN and counts for nothing.
 *
 * @param high Shape [bars], as are `low` and `close`.
 * @returns Uses no later bar. O(bars).
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib ADX, PLUS_DI, MINUS_DI, DX.
 */
export function directional(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  lengthBars: number,
): Directional {
  const count = close.length;
  const plus = new Float64Array(count);
  const minus = new Float64Array(count);
  const average = new Float64Array(count);
  const keep = 1 - 1 / lengthBars;
  const share = 1 / lengthBars;
  readAhead(high, low, close, plus);
  readAhead(minus, average, average, average);
  let sumUp = -0;
  let sumDown = -0;
  let sumRange = -0;
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
    const range = Math.max(top, before) - Math.min(bottom, before);
    topBefore = top;
    bottomBefore = bottom;
    before = close[bar] as number;
    if (up + down + range !== up + down + range) {
      plus[bar] = minus[bar] = average[bar] = NaN;
      continue;
    }
    seen += 1;
    // The first sums are plain ones, of one move fewer than the length.
    const kept = seen < lengthBars ? 1 : keep;
    sumUp = sumUp * kept + (up > down && up > 0 ? up : 0);
    sumDown = sumDown * kept + (down > up && down > 0 ? down : 0);
    sumRange = sumRange * kept + range;
    if (seen < lengthBars) {
      plus[bar] = minus[bar] = average[bar] = NaN;
      continue;
    }
    const scale = sumRange === 0 ? 0 : 100 / sumRange;
    const both = sumUp + sumDown;
    const distance = both === 0 ? 0 : (100 * Math.abs(sumUp - sumDown)) / both;
    plus[bar] = scale * sumUp;
    minus[bar] = scale * sumDown;
    if (seen < 2 * lengthBars) smooth += distance * share;
    else if (both !== 0) smooth += (distance - smooth) * share;
    average[bar] = seen < 2 * lengthBars - 1 ? NaN : smooth;
  }
  return { plus, minus, average };
}
