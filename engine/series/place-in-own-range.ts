import { readAhead } from "./read-ahead.ts";

/**
 * Where a value stands between the lowest and the highest of the last ones, 0 to 100; 0 where they are equal: as `placeInRange` of one column,
 * to the bit.
 *
 * Blocks of one window's length, as there: while a block's windows are looked at, the tails of the next are laid ready.
 *
 * @param values Shape [bars]; a NaN in a window makes it NaN.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function placeInOwnRange(values: Float64Array, lengthBars: number): Float64Array {
  const count = values.length;
  const places = new Float64Array(count);
  const length = Math.min(lengthBars, count);
  // Two blocks' tails: tops and bottoms by place.
  const tails = new Float64Array(4 * length);
  tails.fill(-Infinity, 0, length);
  tails.fill(Infinity, length, 2 * length);
  readAhead(values, places, tails, tails);
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
      const value = values[start + k] as number;
      if (value > headTop) headTop = value;
      if (value < headBottom) headBottom = value;
      if (value !== value) headTop = headBottom = NaN;
      const oldTop = tails[own + k] as number;
      const oldBottom = tails[ownBottoms + k] as number;
      const top = headTop > oldTop ? headTop : oldTop;
      // A NaN of the tail is seen in the top, one of the head in the bottom.
      const bottom = headBottom >= oldBottom ? oldBottom : headBottom;
      const range = top - bottom;
      places[start + k] = range === 0 ? 0 : ((value - bottom) / range) * 100;
      tails[nextTops - k] = tailTop;
      tails[nextBottoms - k] = tailBottom;
      const back = values[last - k] as number;
      if (back > tailTop) tailTop = back;
      if (back < tailBottom) tailBottom = back;
      if (back !== back) tailTop = tailBottom = NaN;
    }
    own = 2 * length - own;
  }
  return places.fill(NaN, 0, Math.min(lengthBars - 1, count));
}
