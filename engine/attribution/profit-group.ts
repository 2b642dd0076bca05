import type { RoundTrip } from "./round-trips.ts";

/** What the trades of one group made; open trades count with their profit so far. */
export interface ProfitGroup {
  readonly key: string;
  readonly trades: number;
  /** Of these, still open. */
  readonly open: number;
  /** Closed trades with a profit after costs. */
  readonly wins: number;
  /** Account currency, after costs. */
  readonly pnl: number;
  /** 0 or more. */
  readonly fees: number;
  /** 0 or more. */
  readonly slippage: number;
}

/**
 * Groups trades by a key and adds up what each group made; the groups' profits sum to that of all trades.
 *
 * @returns In the order in which the keys first appear. O(trades).
 */
export function groupProfits<T extends RoundTrip>(
  trades: readonly T[],
  keyOf: (trade: T) => string,
): ProfitGroup[] {
  const groups = new Map<string, { -readonly [name in keyof ProfitGroup]: ProfitGroup[name] }>();
  for (const trade of trades) {
    const key = keyOf(trade);
    const none = { key, trades: 0, open: 0, wins: 0, pnl: 0, fees: 0, slippage: 0 };
    const group = groups.get(key) ?? none;
    groups.set(key, group);
    group.trades += 1;
    if (trade.exitBar === null) group.open += 1;
    else if (trade.pnl > 0) group.wins += 1;
    group.pnl += trade.pnl;
    group.fees += trade.fees;
    group.slippage += trade.slippage;
  }
  return [...groups.values()];
}
