import { rollingHighest, rollingLowest } from "./rolling-extreme.ts";

/**
 * Where a value stands between the lowest low and the highest high of the last bars, 0 to 100; 0 where they are equal (TA-Lib's rule).
 *
 * @param values Shape [bars], as are `high` and `low`; a NaN in a window makes it NaN.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function placeInRange(
  values: Float64Array,
  high: Float64Array,
  low: Float64Array,
  lengthBars: number,
): Float64Array {
  const places = rollingHighest(high, lengthBars);
  const lowest = rollingLowest(low, lengthBars);
  for (let bar = 0; bar < values.length; bar++) {
    const bottom = lowest[bar] as number;
    const range = (places[bar] as number) - bottom;
    places[bar] = range === 0 ? 0 : (((values[bar] as number) - bottom) / range) * 100;
  }
  return places;
}
