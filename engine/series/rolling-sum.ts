import { overGaps } from "./over-gaps.ts";
import { roundedOnce, slidRest } from "./sliding-sum.ts";

/**
 * Sum of the last `lengthBars` values, free of drift: the exact sum rounded once, and exactly 0 where all are 0.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingSum(values: Float64Array, lengthBars: number): Float64Array {
  return overGaps([values], lengthBars, ([column = values], first) => sumsOf(column, first, lengthBars));
}

function sumsOf(values: Float64Array, first: number, lengthBars: number): Float64Array {
  const sums = new Float64Array(values.length);
  const full = Math.min(first + lengthBars - 1, values.length);
  const slide = slidRest;
  const once = roundedOnce;
  // From -0, which no integer is: sums from 0 are compiled as integers while the values are whole.
  let sum = -0;
  let rest = -0;
  let leaving = -0;
  for (let bar = first; bar < full; bar++) {
    const entering = values[bar] as number;
    const next = sum + entering;
    rest = slide(rest, sum, entering, leaving, entering, next);
    sum = next;
  }
  sums.fill(NaN, 0, full);
  for (let bar = full; bar < values.length; bar++) {
    const entering = values[bar] as number;
    const step = entering - leaving;
    const next = sum + step;
    rest = slide(rest, sum, entering, leaving, step, next);
    sum = next;
    sums[bar] = once(sum, rest);
    leaving = values[bar - lengthBars + 1] as number;
  }
  return sums;
}
