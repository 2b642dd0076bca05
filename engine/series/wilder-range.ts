import { exponential } from "./exponential.ts";
import { trueRange, type FirstRange } from "./true-range.ts";

/**
 * Wilder's average of the true range, in one pass where no price is missing.
 *
 * @param high Shape [bars], as are `low` and `close`. A NaN price gives NaN at its bar and the next and leaves the average as it was.
 * @param first Whether the first bar's high less low counts: values start a bar earlier with "range".
 * @returns Price units, shape [bars]. Uses no later bar. O(bars).
 * @see Wilder (1978), New Concepts in Technical Trading Systems.
 */
export function wilderRange(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  lengthBars: number,
  first: FirstRange = "skip",
): Float64Array {
  const count = close.length;
  const averages = new Float64Array(count);
  const weight = 1 / lengthBars;
  const begin = first === "skip" ? 1 : 0;
  const seeded = Math.min(begin + lengthBars, count);
  let before = begin === 0 ? (high[0] as number) : (close[0] as number);
  let average = 0;
  for (let bar = begin; bar < seeded; bar++) {
    average += Math.max(high[bar] as number, before) - Math.min(low[bar] as number, before);
    before = close[bar] as number;
  }
  averages.fill(NaN, 0, seeded);
  if (seeded === begin + lengthBars) averages[seeded - 1] = average = average / lengthBars;
  for (let bar = seeded; bar < count; bar++) {
    const range = Math.max(high[bar] as number, before) - Math.min(low[bar] as number, before);
    average += (range - average) * weight;
    averages[bar] = average;
    before = close[bar] as number;
  }
  return average === average ? averages : exponential(trueRange(high, low, close, first), lengthBars, weight);
}
