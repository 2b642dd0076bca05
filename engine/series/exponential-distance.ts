import type { ExponentialSeed } from "./exponential.ts";
import { readAhead } from "./read-ahead.ts";

/**
 * A fast exponential average less a slow one, in one pass; each starts from its own seed, as `exponential` does.
 *
 * @param values Shape [bars]. NaN before the first value delays the start; a later NaN gives NaN at that bar only and leaves
 *   the averages as they were.
 * @param percent Whether to give the distance in percent of the slow average (0 where that is 0), not in units of the values.
 * @param distances Where to write, shape [bars]; may be `values` itself.
 * @returns Shape [bars]; NaN until both seeds are complete. Uses no later bar. O(bars).
 */
export function exponentialDistance(
  values: Float64Array,
  fastBars: number,
  slowBars: number,
  seed: ExponentialSeed = "sma",
  percent = false,
  distances: Float64Array = new Float64Array(values.length),
): Float64Array {
  const needFast = seed === "sma" ? fastBars : 1;
  const needSlow = seed === "sma" ? slowBars : 1;
  const ready = Math.max(needFast, needSlow);
  const fastWeight = 2 / (fastBars + 1);
  const slowWeight = 2 / (slowBars + 1);
  readAhead(values, distances, distances, distances);
  let fast = 0;
  let slow = 0;
  let seen = 0;
  let bar = 0;
  for (; bar < values.length && seen < ready; bar++) {
    const value = values[bar] as number;
    distances[bar] = NaN;
    if (value !== value) continue;
    seen += 1;
    fast = seeded(fast, value, seen, needFast, fastWeight);
    slow = seeded(slow, value, seen, needSlow, slowWeight);
    if (seen === ready) distances[bar] = distance(fast, slow, percent);
  }
  for (; bar < values.length; bar++) {
    const value = values[bar] as number;
    if (value === value) {
      fast += (value - fast) * fastWeight;
      slow += (value - slow) * slowWeight;
      distances[bar] = distance(fast, slow, percent);
    } else distances[bar] = NaN;
  }
  return distances;
}

/** The average after its `seen`th value: a sum until the seed is complete, its mean then. */
function seeded(average: number, value: number, seen: number, need: number, weight: number): number {
  if (seen > need) return average + (value - average) * weight;
  return seen === need ? (average + value) / need : average + value;
}

function distance(fast: number, slow: number, percent: boolean): number {
  const between = fast - slow;
  if (!percent) return between;
  return slow === 0 ? 0 * between : (100 * between) / slow;
}
