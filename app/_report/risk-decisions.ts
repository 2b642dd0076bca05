import type { BacktestResult } from "#engine/result.ts";

/** One rule's change to one entry, or its refusal. */
export interface RiskDecision {
  /** UTC ms of the entry, or of the bar that an entry was kept out at. */
  readonly time: number;
  readonly symbol: string;
  readonly rule: string;
  readonly action: "modify" | "block";
  /** Units asked for and units left. */
  readonly before: number;
  readonly after: number;
  readonly reason: string;
  /** The trade that came of it; absent where it was kept out. */
  readonly tradeId?: number;
}

/** Everything that rules changed or kept out, in time. */
export function riskDecisions(result: BacktestResult): RiskDecision[] {
  const changed = result.trades.flatMap((trade) =>
    trade.decisions.flatMap((decision): RiskDecision[] =>
      decision.action === "pass"
        ? []
        : [
            {
              ...decision,
              action: decision.action,
              time: trade.entryTime,
              symbol: trade.symbol,
              tradeId: trade.id,
            },
          ],
    ),
  );
  const times = new Map(result.bars.map((bars) => [bars.symbol, bars.openTime]));
  const blocked = (result.execution?.blocked ?? []).map(
    ({ symbol, bar, rule, reason, quantity }): RiskDecision => {
      return {
        time: times.get(symbol)?.[bar] ?? NaN,
        symbol,
        rule,
        action: "block",
        before: quantity,
        after: 0,
        reason,
      };
    },
  );
  return [...changed, ...blocked].sort((a, b) => a.time - b.time);
}
