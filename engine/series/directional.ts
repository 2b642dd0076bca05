/** Wilder's directional movement, 0 to 100, shape [bars] each. */
export interface Directional {
  readonly plus: Float64Array;
  readonly minus: Float64Array;
  /** Distance of the two as a share of their sum. */
  readonly index: Float64Array;
  /** Wilder's average of `index`. */
  readonly average: Float64Array;
}

/**
 * Wilder's directional movement system.
 *
 * Where the up move equals the down move neither counts (TA-Lib's rule). Sums start from the first `lengthBars - 1` moves; plus,
 * minus and index have values from bar `lengthBars`, the average from `2 * lengthBars - 1`. Where nothing has moved the indices
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
  const index = new Float64Array(count);
  const average = new Float64Array(count);
  const keep = 1 - 1 / lengthBars;
  const share = 1 / lengthBars;
  let sumUp = 0;
  let sumDown = 0;
  let sumRange = 0;
  let smooth = 0;
  let seen = 0;
  for (const column of [plus, minus, index, average]) column.fill(NaN, 0, 1);
  for (let bar = 1; bar < count; bar++) {
    const before = close[bar - 1] as number;
    const up = (high[bar] as number) - (high[bar - 1] as number);
    const down = (low[bar - 1] as number) - (low[bar] as number);
    const range = Math.max(high[bar] as number, before) - Math.min(low[bar] as number, before);
    const sound = up + down + range;
    if (sound !== sound || seen < lengthBars - 1) {
      plus[bar] = minus[bar] = index[bar] = average[bar] = NaN;
      if (sound !== sound) continue;
      seen += 1;
      sumUp += up > down && up > 0 ? up : 0;
      sumDown += down > up && down > 0 ? down : 0;
      sumRange += range;
      continue;
    }
    seen += 1;
    sumUp = sumUp * keep + (up > down && up > 0 ? up : 0);
    sumDown = sumDown * keep + (down > up && down > 0 ? down : 0);
    sumRange = sumRange * keep + range;
    const scale = sumRange === 0 ? 0 : 100 / sumRange;
    const both = sumUp + sumDown;
    const distance = both === 0 ? 0 : (100 * Math.abs(sumUp - sumDown)) / both;
    plus[bar] = scale * sumUp;
    minus[bar] = scale * sumDown;
    index[bar] = distance;
    if (seen < 2 * lengthBars) smooth += distance * share;
    else if (both !== 0) smooth += (distance - smooth) * share;
    average[bar] = seen < 2 * lengthBars - 1 ? NaN : smooth;
  }
  return { plus, minus, index, average };
}
