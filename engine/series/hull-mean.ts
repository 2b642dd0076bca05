import { weightedMean } from "./weighted-mean.ts";

/** Windows up to this long are summed value by value, which for few values is quicker than by blocks. */
const LONGEST_PLAIN = 16;

/**
 * Hull's average: the weighted mean of the half window twice, less that of the whole one, then their weighted mean over the root of it.
 *
 * Blocks of half a window: every window is a tail of what stands before a block and a head of it, summed as distances from the block's
 * first value, which every such window holds. Half and whole are summed at once, without a column of their own.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @param lengthBars The whole window, at least 2; half and root of it are rounded down.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars + floor(sqrt(lengthBars)) - 2` bars. Uses no later bar. O(bars).
 * @see Hull (2005), How to reduce lag in a moving average.
 */
export function hullMean(values: Float64Array, lengthBars: number): Float64Array {
  const count = values.length;
  const means = new Float64Array(count);
  const half = Math.floor(lengthBars / 2);
  const tails = new Float64Array(half);
  const own = 4 / (half * (half + 1));
  const whole = 2 / (lengthBars * (lengthBars + 1));
  const level = own * half - whole * lengthBars;
  const slope = own - whole;
  for (let start = lengthBars - 1; start < count; start += half) {
    const anchor = values[start] as number;
    placeTails(values, start, anchor, own, whole, lengthBars, tails);
    const end = Math.min(start + half, count);
    let head = -0;
    let lag = -0;
    for (let bar = start; bar < end; bar++) {
      lag += head;
      head += (values[bar] as number) - anchor;
      means[bar] = anchor + (level * head - slope * lag + (tails[bar - start] as number));
    }
  }
  means.fill(NaN, 0, Math.min(lengthBars - 1, count));
  const root = Math.floor(Math.sqrt(lengthBars));
  if (root > LONGEST_PLAIN) return weightedMean(means, root);
  if (root > 1) smooth(means, lengthBars - 1, root);
  return means;
}

/** Weighted sums of the last values before `start`, those of the half window less those of the whole one, in the order of the block's bars. */
function placeTails(
  values: Float64Array,
  start: number,
  anchor: number,
  own: number,
  whole: number,
  lengthBars: number,
  tails: Float64Array,
): void {
  const half = tails.length;
  const first = start - lengthBars + 1;
  let sum = -0;
  let weighted = -0;
  tails[half - 1] = -0;
  for (let at = half - 2; at >= 0; at--) {
    sum += (values[start - half + 1 + at] as number) - anchor;
    weighted += sum;
    tails[at] = own * weighted;
  }
  for (let bar = start - half; bar >= first + half; bar--) {
    sum += (values[bar] as number) - anchor;
    weighted += sum;
  }
  for (let at = half - 1; at >= 0; at--) {
    sum += (values[first + at] as number) - anchor;
    weighted += sum;
    tails[at] = (tails[at] as number) - whole * weighted;
  }
}

/** Weighted means of the last values in place, from bar `first` on, two at a time and the last ones first; NaN where they are not complete. */
function smooth(values: Float64Array, first: number, lengthBars: number): void {
  const share = 2 / (lengthBars * (lengthBars + 1));
  const full = Math.min(first + lengthBars - 1, values.length);
  let bar = values.length - 1;
  for (; bar > full; bar -= 2) {
    const newest = values[bar] as number;
    const second = values[bar - 1] as number;
    let sum = second - newest;
    let weighted = sum;
    let sumSecond = -0;
    let weightedSecond = -0;
    for (let at = bar - 2; at > bar - lengthBars; at--) {
      const value = values[at] as number;
      sum += value - newest;
      weighted += sum;
      sumSecond += value - second;
      weightedSecond += sumSecond;
    }
    sumSecond += (values[bar - lengthBars] as number) - second;
    weightedSecond += sumSecond;
    values[bar] = newest + weighted * share;
    values[bar - 1] = second + weightedSecond * share;
  }
  if (bar === full) {
    const newest = values[bar] as number;
    let sum = -0;
    let weighted = -0;
    for (let at = bar - 1; at > bar - lengthBars; at--) {
      sum += (values[at] as number) - newest;
      weighted += sum;
    }
    values[bar] = newest + weighted * share;
  }
  values.fill(NaN, 0, full);
}
