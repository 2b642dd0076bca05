import { dividedOnce, exactGrid } from "./exact-grid.ts";
import { firstValue } from "./first-value.ts";
import { readAhead } from "./read-ahead.ts";
import { rollingMean } from "./rolling-mean.ts";

/**
 * Mean of the last `outerBars` means of the last `innerBars` values, free of drift.
 *
 * One pass over values of similar size, else as two {@link rollingMean}s, which it equals to the bit.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `innerBars + outerBars - 2` bars. Uses no later bar. O(bars).
 */
export function meanOfMeans(values: Float64Array, innerBars: number, outerBars: number): Float64Array {
  const means = meansOnGrid(values, innerBars, outerBars);
  return means ?? rollingMean(rollingMean(values, innerBars), outerBars);
}

/** Undefined where a value is missing or of another size. The last inner means wait in a ring. */
function meansOnGrid(values: Float64Array, innerBars: number, outerBars: number): Float64Array | undefined {
  const count = values.length;
  const means = new Float64Array(count);
  const first = firstValue(values);
  const { least, most, rounder } = exactGrid(values[first] ?? NaN, Math.max(innerBars, outerBars));
  const full = first + innerBars - 1;
  const mask = (1 << (32 - Math.clz32(outerBars))) - 1;
  const inner = new Float64Array(mask + 1);
  const average = dividedOnce;
  const innerShare = 1 / innerBars;
  const outerShare = 1 / outerBars;
  readAhead(values, means, inner, inner);
  let high = -0;
  let low = -0;
  let outerHigh = -0;
  let outerLow = -0;
  let gone = -0;
  for (let bar = first; bar < count; bar++) {
    const value = values[bar] as number;
    if (!(value >= least && value <= most)) return undefined;
    const part = value + rounder - rounder;
    const goneHigh = gone + rounder - rounder;
    high += part - goneHigh;
    low += value - part - (gone - goneHigh);
    if (bar < full) continue;
    gone = values[bar - innerBars + 1] as number;
    const mean = average(high, low, innerBars, innerShare, rounder);
    const leaving = inner[(bar - outerBars) & mask] as number;
    inner[bar & mask] = mean;
    const meanHigh = mean + rounder - rounder;
    const leavingHigh = leaving + rounder - rounder;
    outerHigh += meanHigh - leavingHigh;
    outerLow += mean - meanHigh - (leaving - leavingHigh);
    means[bar] = average(outerHigh, outerLow, outerBars, outerShare, rounder);
  }
  return means.fill(NaN, 0, Math.min(full + outerBars - 1, count));
}
