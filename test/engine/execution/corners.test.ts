import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  backtest,
  buy,
  defineSignal,
  defineStrategy,
  exit,
  fixedFraction,
  fixedQuantity,
  hold,
  maxExposure,
  noFees,
  noSlippage,
  sell,
  type BacktestOptions,
  type CorporateAction,
  type Signal,
} from "#engine/index.ts";
import type { Bracket } from "#engine/market/order.ts";
import { barsOf, flatBars, ledgerGap } from "#test/arbitraries/bars.ts";
import { told } from "#test/arbitraries/strategies.ts";

const free = { fees: noFees(), slippage: noSlippage(), sizing: fixedQuantity({ units: 10 }) };

function run(script: Readonly<Record<number, Signal>>, options: Omit<BacktestOptions, "params">) {
  const result = backtest(told(script), { ...free, ...options });
  expect(ledgerGap(result, options.capital)).toBeLessThan(1e-9);
  return result;
}

describe("a margin call", () => {
  it("closes what is held and leaves symbols alone that hold nothing", () => {
    const [a, b] = [flatBars([100, 100, 90, 80, 78], "A"), flatBars([100, 100, 100, 100, 100], "B")];
    const limit = { type: "limit" as const, price: 95 };
    const { trades, warnings } = run(
      { 0: buy(), 1: buy({ order: limit }) },
      {
        bars: [a, b],
        ...{ capital: 1000, execution: { leverage: 4, marginRatePct: 0 } },
        sizing: fixedQuantity({ units: 40 }),
      },
    );
    expect(trades).toMatchObject([{ symbol: "A", exitReason: "margin call" }]);
    expect(warnings).toContain("1 position closed by a margin call: A");
  });
});

describe("dividends on an account of several symbols", () => {
  it("are in the ledger of every close from the ex-date on", () => {
    const bars = [flatBars([100, 100, 100, 100], "A"), flatBars([50, 50, 50, 50], "B")];
    const dividend: CorporateAction = {
      ...{ type: "dividend", symbol: "B", exTime: bars[1]?.openTime[2] ?? NaN, amount: 1 },
    };
    const { ledgers, trades } = run({ 0: buy() }, { bars, corporateActions: [dividend] });
    expect([...ledgers.dividends]).toEqual([0, 0, 10, 10]);
    expect(trades.map(({ symbol, dividends }) => [symbol, dividends])).toEqual([
      ["A", 0],
      ["B", 10],
    ]);
  });

  it("are in the ledger where rows are written after the close's own fills, too", () => {
    const bars = flatBars([100, 100, 100, 100]);
    const dividend: CorporateAction = {
      ...{ type: "dividend", symbol: "TEST", exTime: bars.openTime[2] ?? NaN, amount: 1 },
    };
    const execution = { closeAtEnd: true };
    const { ledgers, trades } = run({ 0: buy() }, { bars, corporateActions: [dividend], execution });
    expect([...ledgers.dividends]).toEqual([0, 0, 10, 10]);
    expect(trades).toMatchObject([{ exitBar: 3, exitReason: "end of data", dividends: 10, pnl: 10 }]);
  });
});

describe("a split", () => {
  const bars = flatBars([100, 100, 40, 40, 40]);
  const split = (ratio: number): CorporateAction => ({
    ...{ type: "split", symbol: "TEST", exTime: bars.openTime[2] ?? NaN, ratio },
  });

  it("pays a short's fraction of a share at the close before, as it pays a long's", () => {
    const sizing = fixedQuantity({ units: 9 });
    const execution = { shorts: true, borrowRatePct: 0 };
    const { trades, execution: report } = run(
      { 0: sell() },
      { bars, sizing, execution, corporateActions: [split(2.5)] },
    );
    // 22.5 shares short: half of one is bought back at 40.
    expect(report?.fills).toBe(2);
    expect(trades).toMatchObject([{ side: "short", quantity: 22.5, pnl: 0 }]);
  });

  it("divides the prices of resting orders, limits of purchases and of sales", () => {
    const falling = barsOf([
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [40, 40, 40, 40],
      [40, 40, 35, 36],
      [36, 45, 36, 45],
    ]);
    const bought = run(
      { 1: buy({ order: { type: "limit", price: 90 } }) },
      { bars: falling, corporateActions: [split(2.5)] },
    );
    expect(bought.trades).toMatchObject([{ entryBar: 3, entryPrice: 36, quantity: 25 }]);
    const sold = run(
      { 0: buy(), 1: exit({ order: { type: "limit", price: 110 } }) },
      { bars: falling, corporateActions: [split(2.5)] },
    );
    expect(sold.trades).toMatchObject([{ exitBar: 4, exitPrice: 44 }]);
  });

  it("divides the prices of a bracket whose entry fills after it", () => {
    const falling = flatBars([100, 100, 40, 38, 35, 35]);
    const stopped = (bracket: Bracket) =>
      run({ 1: buy({ bracket }) }, { bars: falling, corporateActions: [split(2.5)] }).trades[0];
    expect(stopped({ stopPrice: 90 })).toMatchObject({ entryPrice: 40, exitBar: 4, exitPrice: 35 });
    expect(stopped({ stopPrice: 90 })?.exitReason).toBe("stop at 36, gapped to 35");
    expect(stopped({ stopDistance: 10 })?.exitReason).toBe("stop at 36, gapped to 35");
    expect(stopped({ targetPrice: 95 })?.exitReason).toBe("target at 38, gapped to 40");
  });

  it("leaves the value of an order that is sized at its fill", () => {
    const execution = { resizeAtFill: true };
    const { trades } = run({ 1: buy() }, { bars, execution, corporateActions: [split(2.5)] });
    expect(trades).toMatchObject([{ entryPrice: 40, quantity: 25 }]);
  });

  it("of ten shares into one leaves the exposure that rules see as it is", () => {
    const merged = flatBars([100, 100, 1000, 1000, 1000]);
    const other = flatBars([100, 100, 100, 100, 100], "ZED");
    const strategy = defineStrategy({
      ...{ name: "two", version: "1.0.0", risk: [maxExposure({ totalPct: 100 })] },
      signal: ({ symbol, bar }) => (bar === (symbol === "TEST" ? 0 : 2) ? buy() : hold()),
    });
    const { trades } = backtest(strategy, {
      ...{ bars: [merged, other], fees: noFees(), slippage: noSlippage(), capital: 10_000 },
      sizing: fixedFraction({ fraction: 0.5, bufferBps: 0 }),
      corporateActions: [split(0.1)],
    });
    expect(trades.map(({ symbol, quantity }) => [symbol, quantity])).toEqual([
      ["TEST", 5],
      ["ZED", 50],
    ]);
  });
});

describe("a declarative signal whose entries leave after some bars", () => {
  const once = defineSignal({
    kind: "once",
    title: "Once",
    description: "Buys at the second close, for two bars.",
    params: z.object({}),
    from: () => ({}),
    decide: (_series, _params, { bar }) => (bar === 1 ? buy({ bracket: { maxBars: 2 } }) : hold()),
    acts: (_column, _params, bars) => Int8Array.from({ length: bars }, (_, bar) => (bar === 1 ? 1 : 0)),
  });

  it("is left in time when it is run by columns", () => {
    const strategy = defineStrategy({ name: "once", version: "1.0.0", signal: once() });
    const runs = (["vectorized", "hybrid", "event-driven"] as const).map((mode) =>
      backtest(strategy, { ...free, bars: flatBars(new Array<number>(8).fill(100)), mode }),
    );
    for (const { trades, resultHash } of runs) {
      expect(trades).toMatchObject([{ entryBar: 2, exitBar: 4, exitReason: "time stop after 2 bars" }]);
      expect(resultHash).toBe(runs[0]?.resultHash);
    }
  });
});
