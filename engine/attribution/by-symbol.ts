import { groupProfits, type ProfitGroup } from "./profit-group.ts";
import type { RoundTrip } from "./round-trips.ts";

/**
 * What each symbol made, the largest profit first. O(trades).
 *
 * @example table(bySymbol(result.trades))
 */
export function bySymbol(trades: readonly RoundTrip[]): ProfitGroup[] {
  return groupProfits(trades, ({ symbol }) => symbol).sort((a, b) => b.pnl - a.pnl);
}
