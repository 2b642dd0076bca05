import { distances } from "./distances.ts";
import { exactGrid } from "./exact-grid.ts";
import { firstValue } from "./first-value.ts";
import { rollingSum } from "./rolling-sum.ts";

/** Weight of the newest value in noise and how much a straight run adds to it, both before they are squared. */
export interface AdaptiveWeights {
  readonly least: number;
  readonly reach: number;
}

/**
 * An average whose weight grows with the efficiency of the last steps (net move over path), from the value before its first.
 *
 * One pass over values of similar size, else over a column of paths, which gives the same bits.
 *
 * @param values Shape [bars]; a NaN in reach gives NaN and leaves the average as it was.
 * @param lengthBars Steps that the efficiency looks back.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars` bars. Uses no later bar. O(bars).
 * @see Kaufman (1995), Smarter Trading.
 */
export function adaptiveMean(
  values: Float64Array,
  lengthBars: number,
  weights: AdaptiveWeights,
): Float64Array {
  return meansOnGrid(values, lengthBars, weights) ?? meansOfPaths(values, lengthBars, weights);
}

/** Undefined where a value is missing or of another size. Steps are no finer than the smallest value's last bit, so that their sums are exact. */
function meansOnGrid(
  values: Float64Array,
  lengthBars: number,
  { least: still, reach }: AdaptiveWeights,
): Float64Array | undefined {
  const first = firstValue(values);
  const { least, most, rounder } = exactGrid(values[first] ?? NaN, lengthBars);
  const means = new Float64Array(values.length);
  const full = Math.min(first + lengthBars, values.length);
  let high = -0;
  let low = -0;
  let before = values[first] as number;
  for (let bar = first + 1; bar < full; bar++) {
    const value = values[bar] as number;
    if (!(value >= least && value <= most)) return undefined;
    const step = Math.abs(value - before);
    const part = step + rounder - rounder;
    high += part;
    low += step - part;
    before = value;
  }
  let average = before;
  let goneHigh = -0;
  let goneLow = -0;
  let oldest = values[first] as number;
  for (let bar = full; bar < values.length; bar++) {
    const value = values[bar] as number;
    if (!(value >= least && value <= most)) return undefined;
    const step = Math.abs(value - before);
    const part = step + rounder - rounder;
    high += part - goneHigh;
    low += step - part - goneLow;
    before = value;
    const path = high + low;
    const net = Math.abs(value - oldest);
    const root = path <= net ? reach + still : (net / path) * reach + still;
    average += (value - average) * (root * root);
    means[bar] = average;
    const next = values[bar - lengthBars + 1] as number;
    const gone = Math.abs(next - oldest);
    goneHigh = gone + rounder - rounder;
    goneLow = gone - goneHigh;
    oldest = next;
  }
  return means.fill(NaN, 0, full);
}

function meansOfPaths(
  values: Float64Array,
  lengthBars: number,
  { least, reach }: AdaptiveWeights,
): Float64Array {
  const means = rollingSum(distances(values), lengthBars);
  let average = NaN;
  for (let bar = lengthBars; bar < values.length; bar++) {
    const path = means[bar] as number;
    if (path !== path) continue;
    const value = values[bar] as number;
    const net = Math.abs(value - (values[bar - lengthBars] as number));
    const root = path <= net ? reach + least : (net / path) * reach + least;
    if (average !== average) average = values[bar - 1] as number;
    average += (value - average) * (root * root);
    means[bar] = average;
  }
  return means;
}
