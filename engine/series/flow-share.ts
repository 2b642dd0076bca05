import { moneyFlow } from "./money-flow.ts";
import { readAhead } from "./read-ahead.ts";
import { rollingRatio } from "./rolling-ratio.ts";
import { roundedOnce, slidRest } from "./sliding-sum.ts";
import { wholeGrid } from "./whole-grid.ts";

/**
 * Sum of the last bars' money flows (volume times where each bar closed in its range) over that of their volumes, -1 to 1, free of drift.
 *
 * One pass while volumes are whole numbers, nothing is missing and something was traded, else as a {@link rollingRatio} of
 * {@link moneyFlow}s, which it equals to the bit. `typicalWeightedMean` and `moneyShare` are its like: one body for them, told its flow by a
 * function, is slower a bar, since no compiler puts three functions into one loop.
 *
 * @param high Shape [bars], as are `low`, `close` and `volume`; a NaN makes every window that holds it NaN, and no other.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars; 0 where nothing was traded. Uses no later bar. O(bars).
 * @see Chaikin's money flow multiplier.
 */
export function flowShare(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  lengthBars: number,
): Float64Array {
  const shares = sharesOfWhole(high, low, close, volume, lengthBars);
  return shares ?? rollingRatio(moneyFlow(high, low, close, volume), volume, lengthBars);
}

/** Undefined where a value is missing, a volume is no whole number, or nothing was traded. The last flows wait in a ring. */
function sharesOfWhole(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  lengthBars: number,
): Float64Array | undefined {
  const count = close.length;
  const shares = new Float64Array(count);
  const mask = (1 << (32 - Math.clz32(lengthBars))) - 1;
  const flows = new Float64Array(mask + 1);
  const { most, rounder } = wholeGrid(lengthBars);
  const slide = slidRest;
  const once = roundedOnce;
  const last = lengthBars - 1;
  let total = -0;
  let old = -0;
  let sum = -0;
  let rest = -0;
  readAhead(high, low, close, volume);
  readAhead(flows, shares, shares, shares);
  for (let bar = 0; bar < count; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const price = close[bar] as number;
    const traded = volume[bar] as number;
    if (!(traded <= most && traded + rounder - rounder === traded)) return undefined;
    const range = top - bottom;
    const flow = range === 0 ? 0 * price * traded : ((price - bottom - (top - price)) / range) * traded;
    const gone = flows[(bar - lengthBars) & mask] as number;
    flows[bar & mask] = flow;
    const step = flow - gone;
    const next = sum + step;
    rest = slide(rest, sum, flow, gone, step, next);
    sum = next;
    total = total - old + traded;
    old = bar >= last ? (volume[bar - last] as number) : -0;
    if (total === 0) return undefined;
    shares[bar] = once(sum, rest) / total;
  }
  return sum === sum ? shares.fill(NaN, 0, Math.min(lengthBars - 1, count)) : undefined;
}
