import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import type { BarRow } from "#server/providers/provider.ts";

/** Digits that survive the way through a provider's adjustment: more would be its rounding, not a price. */
const DIGITS = 10;

/**
 * Puts back what a provider took out of earlier prices for splits, so that raw prices are stored.
 *
 * @param rows Ascending in time.
 * @param actions Every split until now; dividends are passed over.
 */
export function undoSplits(rows: readonly BarRow[], actions: readonly CorporateAction[]): BarRow[] {
  const splits = actions.filter((each) => each.type === "split");
  return rows.map((row) => {
    let ratio = 1;
    for (const split of splits) if (split.exTime > row.time) ratio *= split.ratio;
    if (ratio === 1) return row;
    const raw = (value: number) => Number((value * ratio).toPrecision(DIGITS));
    const prices = { open: raw(row.open), high: raw(row.high), low: raw(row.low), close: raw(row.close) };
    return { time: row.time, ...prices, volume: Number((row.volume / ratio).toPrecision(DIGITS)) };
  });
}
