import { describe, expect, it } from "vitest";
import { backtest, costSweep, percent, syntheticMarket } from "#engine/index.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

describe("costSweep", () => {
  const options = {
    bars: syntheticMarket({ kind: "trending", bars: 400, seed: 2 }),
    fees: percent({ pct: 0.2 }),
  };

  it("has the run itself at 1, and less at every dearer level", () => {
    const levels = costSweep(emaCross, options);
    expect(levels.map(({ times }) => times)).toEqual([0, 1, 2, 4]);
    const { statistics, trades } = backtest(emaCross, options);
    const own = {
      totalReturn: statistics["totalReturn"],
      sharpe: statistics["sharpe"],
      trades: trades.length,
    };
    expect(levels[1]).toEqual({ times: 1, ...own });
    const returns = levels.map(({ totalReturn }) => totalReturn ?? NaN);
    expect(returns).toEqual([...returns].sort((a, b) => b - a));
    expect(new Set(returns).size).toBe(4);
  });

  it("takes the costs that a run has by default", () => {
    const { bars } = options;
    expect(costSweep(emaCross, { bars }, [1])[0]?.totalReturn).toBe(
      backtest(emaCross, { bars }).statistics["totalReturn"],
    );
  });
});
