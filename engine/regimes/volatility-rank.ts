import type { History } from "../market/history.ts";

/** Bars of the volatility that is ranked. */
export const RANKED_BARS = 20;

/**
 * Where the volatility of the last 20 returns stands among those of all 20 returns in a row of the last bars: filtered, from bars that have
 * closed.
 *
 * @param bars Returns that are looked at, 20 or more.
 * @returns Share of windows that moved no more than the last, above 0 to 1; NaN before there are `bars` returns. O(bars).
 */
export function volatilityRank(history: History, bars: number): number {
  if (history.bars < bars + 1 || bars < RANKED_BARS) return NaN;
  const closes = history.closes(bars + 1);
  const returns = closes.slice(1).map((close, row) => close / (closes[row] as number) - 1);
  const spreads = windowVariances(returns);
  const last = spreads[spreads.length - 1] as number;
  return spreads.filter((spread) => spread <= last).length / spreads.length;
}

/** Variances of every 20 values in a row, from the column's first value on so that equal values have none. */
function windowVariances(values: Float64Array): Float64Array {
  const base = values[0] as number;
  const found = new Float64Array(values.length - RANKED_BARS + 1);
  let [sum, squares] = [0, 0];
  for (const [row, value] of values.entries()) {
    sum += value - base;
    squares += (value - base) ** 2;
    const gone = row - RANKED_BARS;
    if (gone >= 0) {
      sum -= (values[gone] as number) - base;
      squares -= ((values[gone] as number) - base) ** 2;
    }
    if (gone >= -1) found[gone + 1] = Math.max(0, squares - (sum * sum) / RANKED_BARS);
  }
  return found;
}
