/** A mean deviation of this many units is 1, so that most values lie within 100 of 0 (Lambert). */
const UNIT = 0.015;

/**
 * Distance of a value from the mean of the last ones, in 0.015 of their mean distance from it; 0 where they did not deviate.
 *
 * Two windows at a time, so that most values are read once for both; every path is added up from its oldest value.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @param index The values' rolling means, in whose place the result is written.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars times length).
 * @see Lambert (1980), Commodity channel index, Commodities magazine.
 */
export function channelIndex(values: Float64Array, index: Float64Array, lengthBars: number): Float64Array {
  const count = values.length;
  const place = placeOf;
  let bar = lengthBars - 1;
  for (; bar + 1 < count; bar += 2) {
    const mean1 = index[bar] as number;
    const mean2 = index[bar + 1] as number;
    let at = bar - lengthBars + 1;
    let newest = values[at] as number;
    let path1 = -0;
    let path2 = -0;
    for (; at + 3 <= bar; at += 4) {
      const first = newest;
      const second = values[at + 1] as number;
      const third = values[at + 2] as number;
      const fourth = values[at + 3] as number;
      newest = values[at + 4] as number;
      const half1 = path1 + Math.abs(first - mean1) + Math.abs(second - mean1);
      path1 = half1 + Math.abs(third - mean1) + Math.abs(fourth - mean1);
      const half2 = path2 + Math.abs(second - mean2) + Math.abs(third - mean2);
      path2 = half2 + Math.abs(fourth - mean2) + Math.abs(newest - mean2);
    }
    for (; at <= bar; at++) {
      path1 += Math.abs(newest - mean1);
      newest = values[at + 1] as number;
      path2 += Math.abs(newest - mean2);
    }
    index[bar] = place(values[bar] as number, mean1, path1, lengthBars);
    index[bar + 1] = place(newest, mean2, path2, lengthBars);
  }
  if (bar < count) {
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
