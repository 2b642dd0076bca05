import { readAhead } from "./read-ahead.ts";

/**
 * Where a value stands between the lowest low and the highest high of the last bars, 0 to 100; 0 where they are equal (TA-Lib's rule).
 *
 * Blocks of one window's length: every window is a tail of one and a head of the next. While a block's windows are looked at, the tails of
 * the next are laid ready.
 *
 * @param values Shape [bars], as are `high` and `low`, which may be the same column; a NaN in a window makes it NaN.
 * @param below The highest high to count down from, 0 to -100 (Williams), instead of up from the lowest low.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 * @see van Herk (1992), A fast algorithm for local minimum and maximum filters.
 */
export function placeInRange(
  values: Float64Array,
  high: Float64Array,
  low: Float64Array,
  lengthBars: number,
  below = false,
): Float64Array {
  const count = values.length;
  const places = new Float64Array(count);
  const length = Math.min(lengthBars, count);
  // Two blocks' tails: tops and bottoms by place.
  const tails = new Float64Array(4 * length);
  tails.fill(-Infinity, 0, length);
  tails.fill(Infinity, length, 2 * length);
  readAhead(values, high, low, places);
  readAhead(tails, tails, tails, tails);
  let own = 0;
  for (let start = 0; start < count; start += length) {
    const most = Math.min(length, count - start);
    const ownBottoms = own + length;
    const nextTops = 2 * length - own + most - 1;
    const nextBottoms = nextTops + length;
    const last = start + most - 1;
    let headTop = -Infinity;
    let headBottom = Infinity;
    let tailTop = -Infinity;
    let tailBottom = Infinity;
    for (let k = 0; k < most; k++) {
      const newTop = high[start + k] as number;
      const newBottom = low[start + k] as number;
      if (newTop > headTop) headTop = newTop;
      if (newBottom < headBottom) headBottom = newBottom;
      if (newTop + newBottom !== newTop + newBottom) headTop = headBottom = NaN;
      const oldTop = tails[own + k] as number;
      const oldBottom = tails[ownBottoms + k] as number;
      const top = headTop > oldTop ? headTop : oldTop;
      // A NaN of the tail is seen in the top, one of the head in the bottom.
      const bottom = headBottom >= oldBottom ? oldBottom : headBottom;
      const range = top - bottom;
      const distance = (values[start + k] as number) - (below ? top : bottom);
      places[start + k] = range === 0 ? 0 : (distance / range) * 100;
      tails[nextTops - k] = tailTop;
      tails[nextBottoms - k] = tailBottom;
      const pastTop = high[last - k] as number;
      const pastBottom = low[last - k] as number;
      if (pastTop > tailTop) tailTop = pastTop;
      if (pastBottom < tailBottom) tailBottom = pastBottom;
      if (pastTop + pastBottom !== pastTop + pastBottom) tailTop = tailBottom = NaN;
    }
    own = 2 * length - own;
  }
  return places.fill(NaN, 0, Math.min(lengthBars - 1, count));
}
