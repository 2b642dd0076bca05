import { readAhead } from "./read-ahead.ts";

/**
 * Wilder's relative strength: the average gain as a share of average gain and loss, 0 to 100.
 *
 * @param values Shape [bars]. A NaN gives NaN at its bar and the next and leaves the averages as they were.
 * @param lengthBars Smoothing of gains and losses, at least 1.
 * @param flat Value where nothing has moved at all (default 0, TA-Lib's rule).
 * @returns Shape [bars]; NaN for the first `lengthBars` bars. Uses no later bar. O(bars).
 * @see Wilder (1978), New Concepts in Technical Trading Systems.
 */
export function relativeStrength(values: Float64Array, lengthBars: number, flat = 0): Float64Array {
  const index = new Float64Array(values.length);
  // Sums instead of averages: their ratio is the same, and a bar needs no division by the length.
  const keep = 1 - 1 / lengthBars;
  // From -0, which no integer is: whole values would have the sums compiled as integers.
  let gain = -0;
  let loss = -0;
  let seen = 0;
  let bar = 1;
  for (; bar < values.length && seen < lengthBars; bar++) {
    const change = (values[bar] as number) - (values[bar - 1] as number);
    if (change !== change) continue;
    seen += 1;
    gain += change > 0 ? change : 0;
    loss -= change < 0 ? change : 0;
  }
  index.fill(NaN, 0, seen < lengthBars ? values.length : bar - 1);
  if (seen < lengthBars) return index;
  index[bar - 1] = share(gain, loss, flat);
  const shareOf = share;
  readAhead(values, index, values, index);
  let before = values[bar - 1] as number;
  for (; bar < values.length; bar++) {
    const value = values[bar] as number;
    const change = value - before;
    before = value;
    if (change !== change) {
      index[bar] = NaN;
      continue;
    }
    // Halves of size plus and minus the change are the gain and the loss, without a branch that prices make unforeseeable.
    const size = Math.abs(change);
    gain = gain * keep + (size + change) * 0.5;
    loss = loss * keep + (size - change) * 0.5;
    index[bar] = shareOf(gain, loss, flat);
  }
  return index;
}

function share(gain: number, loss: number, flat: number): number {
  const both = gain + loss;
  return both === 0 ? flat : 100 * (gain / both);
}
