/**
 * Where a value stands between the lowest low and the highest high of the last bars, 0 to 100; 0 where they are equal (TA-Lib's rule).
 *
 * Blocks of one window's length: every window is a tail of one and a head of the next. Tops of tails wait in the column where they will be
 * needed.
 *
 * @param values Shape [bars], as are `high` and `low`; a NaN in a window makes it NaN.
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
  const places = new Float64Array(count).fill(-Infinity, 0, Math.min(lengthBars, count));
  const bottoms = new Float64Array(Math.min(lengthBars, count)).fill(Infinity);
  for (let start = 0; start < count; start += lengthBars) {
    if (start > 0) placeTails(high, low, start, lengthBars, places, bottoms);
    const end = Math.min(start + lengthBars, count);
    let headTop = -Infinity;
    let headBottom = Infinity;
    for (let bar = start; bar < end; bar++) {
      headTop = Math.max(headTop, high[bar] as number);
      headBottom = Math.min(headBottom, low[bar] as number);
      const top = Math.max(headTop, places[bar] as number);
      const bottom = Math.min(headBottom, bottoms[bar - start] as number);
      const range = top - bottom;
      const distance = (values[bar] as number) - (below ? top : bottom);
      places[bar] = range === 0 ? 0 : (distance / range) * 100;
    }
  }
  return places.fill(NaN, 0, Math.min(lengthBars - 1, count));
}

/** Extremes of the last values before `start`, each at the bar whose window begins with them; at a bar without such a tail, none. */
function placeTails(
  high: Float64Array,
  low: Float64Array,
  start: number,
  lengthBars: number,
  tops: Float64Array,
  bottoms: Float64Array,
): void {
  let top = -Infinity;
  let bottom = Infinity;
  for (let at = start + lengthBars - 1; at >= start; at--) {
    if (at < tops.length) tops[at] = top;
    bottoms[at - start] = bottom;
    const bar = at - lengthBars;
    top = Math.max(top, high[bar] as number);
    bottom = Math.min(bottom, low[bar] as number);
  }
}
