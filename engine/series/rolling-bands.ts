import { bandsAround, type Bands } from "./bands-around.ts";
import { dividedOnce, exactGrid } from "./exact-grid.ts";
import { readAhead } from "./read-ahead.ts";
import { rollingDeviation } from "./rolling-deviation.ts";
import { rollingMean } from "./rolling-mean.ts";

/** A mean and a band on each side of it, shape [bars] each. */
export interface RollingBands extends Bands {
  readonly middle: Float64Array;
}

/**
 * Mean of the last `lengthBars` values and `factor` population standard deviations above and below it, free of drift.
 *
 * One pass over values of similar size, else as {@link rollingMean} and {@link rollingDeviation}, which it equals to the bit.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingBands(values: Float64Array, lengthBars: number, factor: number): RollingBands {
  const bands = bandsOnGrid(values, lengthBars, factor);
  if (bands) return bands;
  const middle = rollingMean(values, lengthBars);
  return { middle, ...bandsAround(middle, rollingDeviation(values, lengthBars), factor) };
}

/** Undefined where a value is missing or of another size. Means as in {@link rollingMean}, deviations in the blocks of `rollingVariance`. */
function bandsOnGrid(values: Float64Array, lengthBars: number, factor: number): RollingBands | undefined {
  const count = values.length;
  const { least, most, rounder } = exactGrid(values[0] ?? NaN, lengthBars);
  if (most < 0) return undefined;
  const upper = new Float64Array(count);
  const middle = new Float64Array(count);
  const lower = new Float64Array(count);
  const length = Math.min(lengthBars, count);
  // Two blocks' tails: sums and sums of squares by place.
  const tails = new Float64Array(4 * length);
  readAhead(values, upper, middle, lower);
  readAhead(tails, tails, tails, tails);
  const average = dividedOnce;
  const share = 1 / lengthBars;
  let high = -0;
  let low = -0;
  let gone = -0;
  let own = 0;
  let anchor = values[0] as number;
  for (let start = 0; start < count; start += length) {
    const width = Math.min(length, count - start);
    const last = start + width - 1;
    const next = last + 1 < count ? (values[last + 1] as number) : anchor;
    const ownSquares = own + length;
    const nextSums = 2 * length - own + width - 1;
    const nextSquares = nextSums + length;
    let headSum = -0;
    let headSquares = -0;
    let tailSum = -0;
    let tailSquares = -0;
    for (let k = 0; k < width; k++) {
      const bar = start + k;
      const value = values[bar] as number;
      if (!(value >= least && value <= most) && value !== 0) return undefined;
      const part = value + rounder - rounder;
      const goneHigh = gone + rounder - rounder;
      high += part - goneHigh;
      low += value - part - (gone - goneHigh);
      gone = bar >= lengthBars - 1 ? (values[bar - lengthBars + 1] as number) : -0;
      const mean = average(high, low, lengthBars, share, rounder);
      const distance = value - anchor;
      headSum += distance;
      headSquares += distance * distance;
      const sum = headSum + (tails[own + k] as number);
      const squares = headSquares + (tails[ownSquares + k] as number);
      const variance = (squares - sum * sum * share) * share;
      // Rounding may leave a hair below 0.
      const reach = variance < 0 ? 0 : factor * Math.sqrt(variance);
      upper[bar] = mean + reach;
      middle[bar] = mean;
      lower[bar] = mean - reach;
      tails[nextSums - k] = tailSum;
      tails[nextSquares - k] = tailSquares;
      const back = (values[last - k] as number) - next;
      tailSum += back;
      tailSquares += back * back;
    }
    anchor = next;
    own = 2 * length - own;
  }
  for (const column of [upper, middle, lower]) column.fill(NaN, 0, Math.min(lengthBars - 1, count));
  return { upper, middle, lower };
}
