import { describe, expect, it } from "vitest";
import { backtest, maxDrawdown, rules, stopLoss, volatilityTarget } from "#engine/index.ts";
import { unitWarnings } from "#engine/attribution/unit-warnings.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { told } from "#test/arbitraries/strategies.ts";

describe("a percentage that looks like a share of 1", () => {
  it("is told with the number that was meant", () => {
    expect(unitWarnings(stopLoss({ pct: 0.08 }))).toEqual([
      "stop-loss has pct 0.08, which is 0.08 percent; write 8 where a share of 0.08 is meant",
    ]);
    expect(unitWarnings(maxDrawdown({ pct: 0.25 }))).toHaveLength(1);
    expect(unitWarnings(volatilityTarget({ targetPct: 0.15 }))).toHaveLength(1);
  });

  it("is a warning of the run", () => {
    const { warnings } = backtest(told({}), { bars: flatBars([100, 100]), risk: [stopLoss({ pct: 0.05 })] });
    expect(warnings).toEqual([expect.stringContaining("write 5 where a share of 0.05 is meant")]);
  });

  it("is not found in what is percent, nor in any block's defaults", () => {
    expect([stopLoss({ pct: 0.5 }), maxDrawdown({ pct: 1 })].flatMap(unitWarnings)).toEqual([]);
    const defaults = rules.blocks.filter(({ params }) => params.safeParse({}).success);
    expect(defaults.flatMap((rule) => unitWarnings(rule.of({})))).toEqual([]);
  });
});
