import { describe, expect, it } from "vitest";
import {
  backtest,
  blotter,
  buy,
  exit,
  fixedBps,
  fixedQuantity,
  ibkrFixed,
  noFees,
  noSlippage,
  sell,
  squareRoot,
  syntheticMarket,
} from "#engine/index.ts";
import { barsOf, flatBars } from "#test/arbitraries/bars.ts";
import { told } from "#test/arbitraries/strategies.ts";

const sizing = fixedQuantity({ units: 10 });
const free = { fees: noFees(), slippage: noSlippage(), sizing };

describe("the blotter", () => {
  it("has every order with what became of it, and what its signal said of itself", () => {
    const bars = flatBars([100, 100, 100, 90, 90, 90]);
    const script = {
      0: buy({ order: { type: "limit", price: 80, timeInForce: "day" }, metadata: { rsi: 27 } }),
      2: buy({ bracket: { stopPrice: 95 }, reason: "dip" }),
      3: sell({ order: { type: "stop", price: 70 } }),
    };
    const { orders, fills } = blotter(told(script), { bars, ...free, execution: { shorts: true } });
    expect(orders).toMatchObject([
      { id: 1, side: "buy", type: "limit", price: 80, stopPrice: null, timeInForce: "day", filled: 0 },
      { id: 2, side: "buy", type: "market", price: null, quantity: 10, filled: 10, status: "filled" },
      { side: "sell", type: "stop", stopPrice: 95, filled: 10, status: "filled" },
      { side: "short", type: "stop", stopPrice: 70, filled: 0, status: "working" },
    ]);
    expect(orders[0]).toMatchObject({ status: "cancelled", metadata: { rsi: 27 }, strategy: "told" });
    expect([orders[0]?.time, orders[1]?.time]).toEqual([bars.closeTime[0], bars.closeTime[2]]);
    expect(fills.map(({ orderId, price, at }) => [orderId, price, at])).toEqual([
      [2, 90, "open"],
      [3, 90, "inside"],
    ]);
  });

  it("counts parts under a volume cap as one order, and one that ran out of cash as filled in part", () => {
    const thin = { ...flatBars([100, 100, 100, 100, 100]), volume: new Float64Array(5).fill(8) };
    const parts = blotter(told({ 0: buy() }), { bars: thin, ...free, execution: { participation: 0.5 } });
    expect(parts.orders).toMatchObject([{ quantity: 10, filled: 10, status: "filled" }]);
    expect(parts.fills.map(({ quantity }) => quantity)).toEqual([4, 4, 2]);
    const poor = blotter(told({ 0: buy() }), { bars: flatBars([100, 100, 100]), ...free, capital: 750 });
    expect(poor.orders).toMatchObject([{ quantity: 10, filled: 7, status: "partly filled" }]);
  });

  it("tells each fill's commission, slippage, market impact and quality", () => {
    const bars = barsOf([
      [100, 100, 100, 100],
      [100, 104, 96, 100],
      [100, 100, 100, 100],
    ]);
    const costs = { fees: ibkrFixed(), slippage: fixedBps({ bps: 100 }), sizing };
    const [fill] = blotter(told({ 0: buy() }), { bars, ...costs }).fills;
    expect(fill).toMatchObject({ price: 101, commission: 1, slippage: 10, impact: 0, quality: 3 / 8 });
    const market = syntheticMarket({ kind: "volatile", bars: 60, seed: 3 });
    const sized = { sizing: fixedQuantity({ units: 500 }), fees: noFees() };
    const half = 2.5 / 10_000;
    for (const each of blotter(told({ 30: buy(), 40: exit() }), {
      ...{ bars: market, ...sized, slippage: squareRoot() },
    }).fills) {
      const reference = each.price / (1 + (each.orderId === 1 ? 1 : -1) * (each.slippage / 500 / each.price));
      expect(each.impact).toBeGreaterThan(0);
      expect(each.slippage / each.impact).toBeGreaterThan(1);
      expect((each.slippage - each.impact) / 500 / reference).toBeCloseTo(half, 5);
    }
  });

  it("sums up to what the run's trades say", () => {
    const bars = syntheticMarket({ kind: "trending", bars: 80, seed: 1 });
    const strategy = told({ 3: buy({ bracket: { trailPct: 2 } }), 30: buy(), 60: exit() });
    const { trades } = backtest(strategy, { bars });
    const { fills } = blotter(strategy, { bars });
    const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
    expect(total(fills.map(({ commission }) => commission))).toBeCloseTo(
      total(trades.map(({ fees }) => fees)),
      9,
    );
  });
});
