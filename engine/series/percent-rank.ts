/**
 * How many of the `lengthBars` values before are at or below the newest, in percent (Pine's rule).
 *
 * @param values Shape [bars]; a NaN in the window, or at its end, makes it NaN.
 * @returns 0 to 100, shape [bars]; NaN for the first `lengthBars` bars. Uses no later bar. O(bars times length).
 */
export function percentRank(values: Float64Array, lengthBars: number): Float64Array {
  const ranks = new Float64Array(values.length);
  ranks.fill(NaN, 0, Math.min(lengthBars, values.length));
  const share = 100 / lengthBars;
  let holes = 0;
  for (let bar = 0; bar < values.length; bar++) {
    const value = values[bar] as number;
    if (value !== value) holes += 1;
    if (bar > lengthBars && Number.isNaN(values[bar - lengthBars - 1])) holes -= 1;
    if (bar < lengthBars) continue;
    ranks[bar] = holes > 0 ? NaN : countUpTo(values, bar - lengthBars, bar, value) * share;
  }
  return ranks;
}

function countUpTo(values: Float64Array, from: number, to: number, limit: number): number {
  let count = 0;
  for (let at = from; at < to; at++) count += (values[at] as number) <= limit ? 1 : 0;
  return count;
}
