import { quantileOfSorted } from "../../series/quantile.ts";
import type { PathFan } from "./path-fan.ts";

/** What a fan comes to in six numbers, all of them fractions; drawdowns are 0 or less. */
export interface FanFacts {
  readonly medianReturn: number;
  /** One path in twenty ends below it. */
  readonly lowReturn: number;
  readonly medianDrawdown: number;
  /** One path in twenty falls deeper. */
  readonly deepDrawdown: number;
  readonly lossShare: number;
  readonly ruinShare: number;
}

/**
 * Reads the numbers to plan with off a fan.
 *
 * @example fanFacts(bootstrapTrades(tradeReturns(result)))
 */
export function fanFacts({
  totals,
  drawdowns,
  lossShare,
  ruinShare,
}: Pick<PathFan, "totals" | "drawdowns" | "lossShare" | "ruinShare">): FanFacts {
  return {
    ...{ medianReturn: quantileOfSorted(totals, 0.5), lowReturn: quantileOfSorted(totals, 0.05) },
    ...{ medianDrawdown: quantileOfSorted(drawdowns, 0.5), deepDrawdown: quantileOfSorted(drawdowns, 0.05) },
    ...{ lossShare, ruinShare },
  };
}
