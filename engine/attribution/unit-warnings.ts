import type { BlockSpec } from "../catalogue.ts";

/** What hardly anyone means in percent, by kind and parameter: above 0 and below this it looks like a share of 1. */
const SHARES_BELOW: Readonly<Record<string, number>> = {
  "stop-loss.pct": 0.3,
  "take-profit.pct": 0.3,
  "trailing-stop.pct": 0.3,
  "daily-loss-limit.pct": 0.2,
  "max-drawdown.pct": 1,
  "max-position.pct": 1,
  "max-exposure.totalPct": 2,
  "volatility-target.targetPct": 1,
  "atr-risk.riskPct": 0.05,
};

/**
 * Says which percentages of a sizer or risk rule look like shares of 1: `stopLoss({ pct: 0.08 })` rests a stop 0.08 % away.
 *
 * @returns One sentence for each; none where all look like percent.
 */
export function unitWarnings({ kind, params }: BlockSpec): string[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const below = SHARES_BELOW[`${kind}.${name}`] ?? 0;
    if (typeof value !== "number" || value >= below) return [];
    const percent = Number((100 * value).toPrecision(12));
    return [
      `${kind} has ${name} ${value}, which is ${value} percent; write ${percent} where a share of ${value} is meant`,
    ];
  });
}
