import { readAhead } from "./read-ahead.ts";

/**
 * Running total of volume times where the close stands in its bar's range, from -1 at the low to 1 at the high, in one pass.
 *
 * @param high Shape [bars], as are `low`, `close` and `volume`; a NaN in one gives NaN at its bar and adds nothing, as a bar without
 *   range adds nothing.
 * @returns Volume units, shape [bars]. Uses no later bar. O(bars).
 * @see Chaikin's money flow multiplier.
 */
export function accumulatedFlow(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
): Float64Array {
  const totals = new Float64Array(close.length);
  readAhead(high, low, close, volume);
  readAhead(totals, totals, totals, totals);
  let total = 0;
  for (let bar = 0; bar < close.length; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const price = close[bar] as number;
    const range = top - bottom;
    const place = range === 0 ? 0 * price : (price - bottom - (top - price)) / range;
    const next = total + place * (volume[bar] as number);
    totals[bar] = next;
    if (next === next) total = next;
  }
  return totals;
}
