import { describe, expect, it } from "vitest";
import { backtest, syntheticMarket } from "#engine/index.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

describe("a run whose fills are too large for their bars", () => {
  const bars = syntheticMarket({ kind: "trending", bars: 300, seed: 4 });
  const spoken = (capital: number, execution = {}) =>
    backtest(emaCross, { bars, capital, execution }).warnings.filter((words) =>
      words.includes("% of their bar"),
    );

  it("says so, with the remedy, and a cap on fills takes the warning away", () => {
    expect(spoken(1e12)).toEqual([expect.stringContaining("cap them by execution: { participation: 0.05 }")]);
    expect(spoken(1e12, { participation: 0.05 })).toEqual([]);
    expect(spoken(1000)).toEqual([]);
  });
});
