import type { Series } from "./series.ts";

/** The highest of the `bars` values before the present one; NaN until there are so many. O(bars), no later bar. */
export function highestBefore(series: Series, bars: number): number {
  let highest = series.ago(bars);
  for (let back = 1; back < bars; back++) highest = Math.max(highest, series.ago(back));
  return highest;
}

/** The lowest of the `bars` values before the present one; NaN until there are so many. O(bars), no later bar. */
export function lowestBefore(series: Series, bars: number): number {
  let lowest = series.ago(bars);
  for (let back = 1; back < bars; back++) lowest = Math.min(lowest, series.ago(back));
  return lowest;
}
