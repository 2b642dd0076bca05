import { groupProfits, type ProfitGroup } from "./profit-group.ts";
import type { RoundTrip } from "./round-trips.ts";

/**
 * What long and short trades made. O(trades).
 *
 * @example table(bySide(result.trades))
 */
export function bySide(trades: readonly RoundTrip[]): ProfitGroup[] {
  return groupProfits(trades, ({ side }) => side).sort((a, b) => (a.key < b.key ? -1 : 1));
}
