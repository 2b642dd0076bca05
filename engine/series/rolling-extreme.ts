import { readAhead } from "./read-ahead.ts";

/**
 * Highest of the last `lengthBars` values. Blocks of one window's length: every window is a tail of one and a head of the next,
 * so a bar costs three comparisons, however long the window.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 * @see van Herk (1992), A fast algorithm for local minimum and maximum filters.
 */
export function rollingHighest(values: Float64Array, lengthBars: number): Float64Array {
  const count = values.length;
  const highest = new Float64Array(count);
  const tails = new Float64Array(Math.min(lengthBars, count) + 1);
  highest.fill(NaN, 0, Math.min(lengthBars - 1, count));
  readAhead(values, tails, highest, highest);
  for (let start = 0; start < count; start += lengthBars) {
    const end = Math.min(start + lengthBars, count);
    const most = Math.min(lengthBars - 1, start);
    let tail = (tails[0] = -Infinity);
    for (let k = 1; k <= most; k++) tails[k] = tail = Math.max(tail, values[start - k] as number);
    let head = -Infinity;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      head = Math.max(head, values[bar] as number);
      if (missing <= most) highest[bar] = Math.max(head, tails[missing] as number);
    }
  }
  return highest;
}

/** Lowest of the last `lengthBars` values; otherwise as {@link rollingHighest}. */
export function rollingLowest(values: Float64Array, lengthBars: number): Float64Array {
  const count = values.length;
  const lowest = new Float64Array(count);
  const tails = new Float64Array(Math.min(lengthBars, count) + 1);
  lowest.fill(NaN, 0, Math.min(lengthBars - 1, count));
  readAhead(values, tails, lowest, lowest);
  for (let start = 0; start < count; start += lengthBars) {
    const end = Math.min(start + lengthBars, count);
    const most = Math.min(lengthBars - 1, start);
    let tail = (tails[0] = Infinity);
    for (let k = 1; k <= most; k++) tails[k] = tail = Math.min(tail, values[start - k] as number);
    let head = Infinity;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      head = Math.min(head, values[bar] as number);
      if (missing <= most) lowest[bar] = Math.min(head, tails[missing] as number);
    }
  }
  return lowest;
}
