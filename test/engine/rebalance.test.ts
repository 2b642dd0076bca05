import { describe, expect, it } from "vitest";
import {
  audit,
  backtest,
  blotter,
  buy,
  defineStrategy,
  defineUniverseStrategy,
  equalWeight,
  exit,
  fixedQuantity,
  hold,
  noFees,
  noSlippage,
  stopLoss,
  syntheticUniverse,
  type SignalDetails,
} from "#engine/index.ts";
import { barsOf, flatBars } from "#test/arbitraries/bars.ts";

const free = { fees: noFees(), slippage: noSlippage() };
const halves = equalWeight({ bufferBps: 0 });

/** Both symbols at the first close and again when told to. */
const both = (again: number, details: SignalDetails) =>
  defineUniverseStrategy({
    ...{ name: "both", version: "1.0.0", sizing: halves },
    decide: ({ members }) =>
      Object.fromEntries(
        members
          .filter(({ bar }) => bar === 0 || bar === again)
          .map(({ symbol }) => [symbol, buy({ ...details, reason: "half each" })]),
      ),
  });

describe("rebalancing", () => {
  const bars = [flatBars([100, 100, 200, 200, 200], "A"), flatBars([100, 100, 100, 100, 100], "B")];
  const held = (details: SignalDetails) => {
    const result = backtest(both(2, details), { bars, ...free });
    return { result, quantities: result.trades.map(({ symbol, quantity }) => [symbol, quantity]) };
  };

  it("sells what grew and buys what did not, by hand: 500 and 500 shares become 375 and 750", () => {
    // 100,000 in halves at 100 is 500 of each; A at 200 makes it 150,000, of which a half is 375 at 200 and 750 at 100.
    const { result } = held({ rebalance: true });
    expect(result.exposure[3]).toBe(1);
    const open = result.trades.map(({ symbol, exitBar }) => [symbol, exitBar]);
    expect(open).toEqual([
      ["A", null],
      ["B", null],
    ]);
    const { orders } = blotter(both(2, { rebalance: true }), { bars, ...free });
    expect(orders.map(({ symbol, side, quantity }) => [symbol, side, quantity])).toEqual([
      ["A", "buy", 500],
      ["B", "buy", 500],
      ["A", "sell", 125],
      ["B", "buy", 250],
    ]);
    expect(result.equity.at(-1)).toBe(150_000);
  });

  it("does nothing without being asked for, nor within its band", () => {
    expect(held({}).quantities).toEqual([
      ["A", 500],
      ["B", 500],
    ]);
    expect(held({ rebalance: { bandPct: 40 } }).quantities).toEqual([
      ["A", 500],
      ["B", 500],
    ]);
  });

  it("is causal, and the same in every mode", () => {
    const universe = syntheticUniverse({ symbols: 4, bars: 150, seed: 8 }).map((each) => each.bars);
    const monthly = defineUniverseStrategy({
      ...{ name: "monthly", version: "1.0.0", sizing: halves },
      decide: ({ isNew, members }) =>
        isNew("month")
          ? Object.fromEntries(members.map(({ symbol }) => [symbol, buy({ rebalance: true })]))
          : {},
    });
    const run = (mode: "hybrid" | "event-driven") => backtest(monthly, { bars: universe, mode });
    expect(run("event-driven").resultHash).toBe(run("hybrid").resultHash);
    expect(run("hybrid").statistics["turnover"]).toBeGreaterThan(0);
    expect(audit(monthly, { bars: universe }).verdict).toBe("causal");
  });

  it("leaves the stop where the entry put it, and the stop closes all of it", () => {
    const prices = [100, 100, 100, 98, 98].map((price) => [price, price, price, price] as const);
    const market = barsOf([...prices, [98, 98, 94, 96], [96, 96, 96, 96]]);
    const adding = defineStrategy({
      ...{ name: "adding", version: "1.0.0", risk: [stopLoss({ pct: 5 })] },
      signal: ({ bar }) =>
        bar === 0 || bar === 3 ? buy({ strength: bar === 0 ? 0.5 : 1, rebalance: true }) : hold(),
      sizing: halves,
    });
    const { trades } = backtest(adding, { bars: market, ...free });
    expect(trades).toMatchObject([{ quantity: 1010, exitBar: 5, exitPrice: 95, exitReason: "stop at 95" }]);
  });

  it("a reduction that is still resting goes with its position", () => {
    const prices = [100, 100, 100, 100].map((price) => [price, price, price, price] as const);
    const market = barsOf([...prices, [100, 100, 90, 90], [120, 120, 120, 120]]);
    const strategy = defineStrategy({
      ...{ name: "less", version: "1.0.0", risk: [stopLoss({ pct: 5 })], sizing: halves },
      execution: { shorts: true },
      signal: ({ bar }) =>
        bar === 0
          ? buy()
          : bar === 2
            ? buy({ strength: 0.5, rebalance: true, order: { type: "limit", price: 110 } })
            : hold(),
    });
    const { trades } = backtest(strategy, { bars: market, ...free });
    expect(trades.map(({ side, quantity, exitBar }) => [side, quantity, exitBar])).toEqual([
      ["long", 1000, 4],
    ]);
  });

  it("an exit after it closes all", () => {
    const strategy = defineStrategy({
      ...{ name: "in and out", version: "1.0.0", sizing: fixedQuantity({ units: 10 }) },
      signal: ({ bar }) => (bar === 0 ? buy() : bar === 3 ? exit() : buy({ rebalance: true })),
    });
    const { trades } = backtest(strategy, { bars: flatBars([100, 101, 102, 103, 104]), ...free });
    expect(trades.map(({ quantity, exitBar }) => [quantity, exitBar])).toEqual([[10, 4]]);
  });
});
