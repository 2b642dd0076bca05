import { describe, expect, it } from "vitest";
import { backtest } from "#engine/backtest.ts";
import { closeReturns, grownBy, tradeReturns } from "#engine/experiments/monte-carlo/account-returns.ts";
import { fanFacts } from "#engine/experiments/monte-carlo/fan-facts.ts";
import { shuffleTrades } from "#engine/experiments/monte-carlo/trade-paths.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const marketOf = (symbol: string, seed: number) => ({
  ...syntheticMarket({ kind: "trending", bars: 400, seed }),
  symbol,
});
const [one, other] = [marketOf("ONE", 2), marketOf("OTHER", 3)];
const resultOf = (bars: typeof one) => backtest(emaCross, { bars });

describe("returns of a run", () => {
  it("by close grow 1 to what the account grew to", () => {
    const result = resultOf(one);
    const path = grownBy(closeReturns(result));
    expect(path.length).toBe(result.equity.length + 1);
    expect(path.at(-1)).toBeCloseTo((result.equity.at(-1) ?? NaN) / (result.equity[0] ?? NaN), 12);
  });

  it("by trade are its profit over the account at the close before it, in the order of exits", () => {
    const { trades, equity, ...rest } = resultOf(one);
    const closed = trades.filter(({ exitBar }) => exitBar !== null);
    const returns = tradeReturns({ trades: trades.toReversed(), equity, ...rest });
    expect(returns).toEqual(
      Float64Array.from(closed, ({ pnl, entryBar }) => pnl / (equity[entryBar - 1] ?? NaN)),
    );
    // One position at a time and nothing between: the trades are the account.
    const open = trades.some(({ exitBar }) => exitBar === null);
    const lastExit = closed.at(-1)?.exitBar ?? NaN;
    const end = open ? (equity[lastExit] ?? NaN) : (equity.at(-1) ?? NaN);
    expect(grownBy(returns).at(-1)).toBeCloseTo(end / (equity[0] ?? NaN), 2);
  });

  it("of accounts beside each other are the mean at each close, and trades count for their share", () => {
    const both = [resultOf(one), resultOf(other)];
    const mean = closeReturns(both);
    const parts = both.map((result) => closeReturns(result));
    expect(mean).toEqual(mean.map((_, row) => ((parts[0]?.[row] ?? 0) + (parts[1]?.[row] ?? 0)) / 2));
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    const halves = both.map((result) => sum(tradeReturns(result)) / 2);
    expect(sum(tradeReturns(both))).toBeCloseTo((halves[0] ?? 0) + (halves[1] ?? 0), 12);
  });
});

describe("the facts of a fan", () => {
  it("are its quantiles: the 5 % are never better than the median", () => {
    const fan = shuffleTrades(tradeReturns(resultOf(one)), { draws: 101 });
    const facts = fanFacts(fan);
    expect(facts.medianDrawdown).toBe(fan.drawdowns[50]);
    expect(facts.deepDrawdown).toBe(fan.drawdowns[5]);
    expect(facts.deepDrawdown).toBeLessThanOrEqual(facts.medianDrawdown);
    expect(facts.medianReturn).toBe(fan.totals[50]);
  });
});
