import { groupProfits, type ProfitGroup } from "./profit-group.ts";
import type { RoundTrip } from "./round-trips.ts";

/** A reason without the figures of its trade: "stop at 95, gapped to 90" is "stop", while "below the 1w average" names no figure. */
function plainReason(reason: string): string {
  const plain = reason.replace(/\s+(at|after|of|from|to)?\s*[-+]?\d[\d.,]*(?!\w).*$/, "").trim();
  return plain === "" ? reason : plain;
}

/**
 * What trades made by why they ended; those still open are "open". The most frequent first. O(trades).
 *
 * @example table(byExitReason(result.trades))
 */
export function byExitReason(trades: readonly RoundTrip[]): ProfitGroup[] {
  const keyOf = ({ exitBar, exitReason }: RoundTrip): string =>
    exitBar === null ? "open" : plainReason(exitReason);
  return groupProfits(trades, keyOf).sort((a, b) => b.trades - a.trades);
}
