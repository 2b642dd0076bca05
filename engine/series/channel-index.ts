import { rollingMean } from "./rolling-mean.ts";

/** A mean deviation of this many units is 1, so that most values lie within 100 of 0 (Lambert). */
const UNIT = 0.015;

/**
 * Distance of a value from the mean of the last ones, in 0.015 of their mean distance from it; 0 where they did not deviate.
 *
 * Four windows at a time, so that most values are read once for four; every path is added up from its oldest value.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars times length).
 * @see Lambert (1980), Commodity channel index, Commodities magazine.
 */
export function channelIndex(values: Float64Array, lengthBars: number): Float64Array {
  const index = rollingMean(values, lengthBars);
  const count = values.length;
  const place = placeOf;
  let bar = lengthBars - 1;
  for (; bar + 3 < count; bar += 4) {
    const mean1 = index[bar] as number;
    const mean2 = index[bar + 1] as number;
    const mean3 = index[bar + 2] as number;
    const mean4 = index[bar + 3] as number;
    let at = bar - lengthBars + 1;
    let second = values[at] as number;
    let third = values[at + 1] as number;
    let fourth = values[at + 2] as number;
    let path1 = -0;
    let path2 = -0;
    let path3 = -0;
    let path4 = -0;
    for (; at + 3 <= bar; at += 4) {
      const first = second;
      const first2 = third;
      const first3 = fourth;
      const first4 = values[at + 3] as number;
      second = values[at + 4] as number;
      third = values[at + 5] as number;
      fourth = values[at + 6] as number;
      path1 =
        path1 +
        Math.abs(first - mean1) +
        Math.abs(first2 - mean1) +
        Math.abs(first3 - mean1) +
        Math.abs(first4 - mean1);
      path2 =
        path2 +
        Math.abs(first2 - mean2) +
        Math.abs(first3 - mean2) +
        Math.abs(first4 - mean2) +
        Math.abs(second - mean2);
      path3 =
        path3 +
        Math.abs(first3 - mean3) +
        Math.abs(first4 - mean3) +
        Math.abs(second - mean3) +
        Math.abs(third - mean3);
      path4 =
        path4 +
        Math.abs(first4 - mean4) +
        Math.abs(second - mean4) +
        Math.abs(third - mean4) +
        Math.abs(fourth - mean4);
    }
    for (; at <= bar; at++) {
      const first = second;
      second = third;
      third = fourth;
      fourth = values[at + 3] as number;
      path1 += Math.abs(first - mean1);
      path2 += Math.abs(second - mean2);
      path3 += Math.abs(third - mean3);
      path4 += Math.abs(fourth - mean4);
    }
    // After the last round these are the four newest values.
    index[bar] = place(values[bar] as number, mean1, path1, lengthBars);
    index[bar + 1] = place(second, mean2, path2, lengthBars);
    index[bar + 2] = place(third, mean3, path3, lengthBars);
    index[bar + 3] = place(fourth, mean4, path4, lengthBars);
  }
  for (; bar < count; bar++) {
    const mean = index[bar] as number;
    let path = -0;
    for (let at = bar - lengthBars + 1; at <= bar; at++) path += Math.abs((values[at] as number) - mean);
    index[bar] = place(values[bar] as number, mean, path, lengthBars);
  }
  return index;
}

function placeOf(value: number, mean: number, path: number, lengthBars: number): number {
  return path === 0 ? 0 : ((value - mean) * lengthBars) / (UNIT * path);
}
