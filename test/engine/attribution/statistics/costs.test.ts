import { describe, expect, it } from "vitest";
import { backtest, buy, fixedQuantity, percent, noSlippage } from "#engine/index.ts";
import { computeStatistics } from "#engine/attribution/statistics/catalogue.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { told } from "#test/arbitraries/strategies.ts";
import { fromReturns } from "#test/arbitraries/track-record.ts";

describe("what trading costs", () => {
  const { statistics, equity } = backtest(told({ 0: buy() }), {
    ...{ bars: flatBars([100, 100, 100, 100]), capital: 10_000, periodsPerYear: 252 },
    ...{ sizing: fixedQuantity({ units: 1 }), fees: percent({ pct: 0.1 }), slippage: noSlippage() },
  });

  it("is a drag of fees over mean equity per year, however small", () => {
    // One unit at 100 for 0.10: the account stands at 10,000 once and at 9,999.90 three times.
    expect([...equity]).toEqual([10_000, 9_999.9, 9_999.9, 9_999.9]);
    expectClose(statistics["costDrag"], (0.1 / 9_999.925) * (252 / 4), 1e-12);
  });

  it("would have been nothing at the break-even cost", () => {
    expectClose(statistics["breakEvenCost"], (9_999.9 - 10_000 + 0.1) / 100, 1e-12);
  });

  it("is not defined, and not 0, where costs are not known", () => {
    const { costDrag, breakEvenCost } = computeStatistics(fromReturns([0.01, -0.02]));
    expect([costDrag, breakEvenCost]).toEqual([null, null]);
  });
});
