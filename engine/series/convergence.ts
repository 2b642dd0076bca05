import { readAhead } from "./read-ahead.ts";

/** A distance of averages, its own average, and the distance of the two, shape [bars] each. */
export interface Convergence {
  readonly line: Float64Array;
  readonly signal: Float64Array;
  readonly histogram: Float64Array;
}

/**
 * Fast less slow exponential average with its own average, in one pass.
 *
 * Both averages are seeded at the slow one's first bar from the mean of their last window, the signal from its first window of
 * distances, and all three start together (TA-Lib's rule for MACD). A NaN before the first value delays the start; a later NaN
 * gives NaN at that bar only and leaves the averages as they were.
 *
 * @param values Shape [bars].
 * @param fastBars Below `slowBars`.
 * @returns NaN for the first `slowBars + signalBars - 2` bars. Uses no later bar. O(bars).
 */
export function convergence(
  values: Float64Array,
  fastBars: number,
  slowBars: number,
  signalBars: number,
): Convergence {
  const count = values.length;
  const line = new Float64Array(count);
  const signal = new Float64Array(count);
  const histogram = new Float64Array(count);
  const fastWeight = 2 / (fastBars + 1);
  const slowWeight = 2 / (slowBars + 1);
  const signalWeight = 2 / (signalBars + 1);
  const late = slowBars - fastBars;
  const ready = slowBars + signalBars - 1;
  readAhead(values, line, signal, histogram);
  let fast = 0;
  let slow = 0;
  let smooth = 0;
  let seen = 0;
  for (let bar = 0; bar < count; bar++) {
    const value = values[bar] as number;
    if (value !== value || seen < ready - 1) {
      line[bar] = signal[bar] = histogram[bar] = NaN;
      if (value !== value) continue;
      seen += 1;
      slow += seen <= slowBars ? value / slowBars : (value - slow) * slowWeight;
      if (seen > late) fast += seen <= slowBars ? value / fastBars : (value - fast) * fastWeight;
      if (seen >= slowBars) smooth += (fast - slow) / signalBars;
      continue;
    }
    seen += 1;
    slow += seen <= slowBars ? value / slowBars : (value - slow) * slowWeight;
    fast += seen <= slowBars ? value / fastBars : (value - fast) * fastWeight;
    const distance = fast - slow;
    smooth += seen === ready ? distance / signalBars : (distance - smooth) * signalWeight;
    line[bar] = distance;
    signal[bar] = smooth;
    histogram[bar] = distance - smooth;
  }
  return { line, signal, histogram };
}
