import { readAhead } from "./read-ahead.ts";

/**
 * Fast less slow exponential average of the accumulated money flow (Chaikin's line), in one pass.
 *
 * @param high Shape [bars], as are `low`, `close` and `volume`. A bar with a NaN gives NaN and leaves line and averages as they were; a
 *   bar without range adds nothing. Both averages start from the line's first value.
 * @returns Volume units, shape [bars]; NaN for the first `max(fastBars, slowBars) - 1` bars. Uses no later bar. O(bars).
 * @see Chaikin; TA-Lib ADOSC.
 */
export function flowOscillator(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  fastBars: number,
  slowBars: number,
): Float64Array {
  const distances = new Float64Array(close.length);
  const fastWeight = 2 / (fastBars + 1);
  const slowWeight = 2 / (slowBars + 1);
  readAhead(high, low, close, volume);
  readAhead(distances, distances, distances, distances);
  let line = -0;
  let fast = NaN;
  let slow = NaN;
  let first = close.length;
  for (let bar = 0; bar < close.length; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const price = close[bar] as number;
    const range = top - bottom;
    const place = range === 0 ? 0 * price : (price - bottom - (top - price)) / range;
    const next = line + place * (volume[bar] as number);
    if (next !== next) {
      distances[bar] = NaN;
      continue;
    }
    line = next;
    if (fast !== fast) {
      first = bar;
      fast = slow = next;
    }
    fast += (next - fast) * fastWeight;
    slow += (next - slow) * slowWeight;
    distances[bar] = fast - slow;
  }
  return distances.fill(NaN, 0, Math.min(first + Math.max(fastBars, slowBars) - 1, close.length));
}
