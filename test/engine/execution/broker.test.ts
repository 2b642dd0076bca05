import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  backtest,
  defineSizer,
  fixedBps,
  fixedFraction,
  ibkrFixed,
  maxPosition,
  noFees,
  noSlippage,
} from "#engine/index.ts";
import { barsOf, flatBars } from "#test/arbitraries/bars.ts";
import { scripted } from "#test/arbitraries/strategies.ts";

const free = { fees: noFees(), slippage: noSlippage() };
const units = defineSizer({
  kind: "units",
  title: "Units",
  description: "A fixed number of units",
  params: z.object({ count: z.number() }),
  size: (_request, { count }) => count,
});

describe("sizes", () => {
  it("are frozen at the decision: floor(equity * (1 - buffer) / close)", () => {
    const bars = barsOf([
      [33, 33, 33, 33],
      [30, 30, 30, 30],
    ]);
    const { trades } = backtest(scripted({ 0: "buy" }), { bars, ...free, capital: 10_000 });
    expect(trades[0]?.quantity).toBe(Math.floor((10_000 * 0.9975) / 33));
  });

  it("come in whole lots", () => {
    const bars = flatBars([33, 33, 33]);
    const execution = { instrument: { lot: 0.5 } };
    const { trades } = backtest(scripted({ 0: "buy" }), { bars, ...free, capital: 100, execution });
    expect(trades[0]?.quantity).toBe(3);
  });

  it("of zero mean no trade, never at least one", () => {
    const { trades } = backtest(scripted({ 0: "buy" }), {
      bars: flatBars([200, 200]),
      ...free,
      capital: 100,
    });
    expect(trades).toEqual([]);
  });

  it("that are not numbers are errors that name the sizer", () => {
    const sizing = units({ count: 1 });
    const broken = { ...sizing, size: () => NaN };
    expect(() => backtest(scripted({ 0: "buy" }), { bars: flatBars([1, 1]), sizing: broken })).toThrow(
      /invalid size from units: NaN/,
    );
  });
});

describe("cash", () => {
  it("too short at a gapped open scales the order down to what it pays for, and says so", () => {
    const bars = barsOf([
      [100, 100, 100, 100],
      [110, 110, 110, 110],
    ]);
    const { trades, warnings, equity } = backtest(scripted({ 0: "buy" }), { bars, ...free, capital: 10_000 });
    expect(trades[0]?.quantity).toBe(90);
    expect(warnings).toEqual([expect.stringMatching(/^1 order scaled down .* from 99 to 90$/)]);
    expect(equity.at(-1)).toBe(10_000);
  });

  it("pays for the fee too", () => {
    const bars = flatBars([100, 100, 100]);
    const sizing = units({ count: 100 });
    const { trades } = backtest(scripted({ 0: "buy" }), {
      bars,
      fees: ibkrFixed(),
      slippage: noSlippage(),
      capital: 10_000,
      sizing,
    });
    expect(trades[0]?.quantity).toBe(99);
  });

  it("from a sale at the open pays for a purchase at the same open", () => {
    const a = flatBars([10, 10, 10, 10], "A");
    const b = flatBars([10, 10, 10, 10], "B");
    const both = scripted({});
    const swap = {
      ...both,
      prepare: () => ({
        ...both.prepare(),
        bind: (view: Readonly<Record<string, unknown>>) => () => swapSignal(view),
      }),
    };
    const { trades } = backtest(swap, {
      bars: [a, b],
      ...free,
      capital: 1000,
      sizing: units({ count: 100 }),
    });
    expect(
      trades.map(({ symbol, entryBar, exitBar, quantity }) => ({ symbol, entryBar, exitBar, quantity })),
    ).toEqual([
      { symbol: "B", entryBar: 1, exitBar: 2, quantity: 100 },
      { symbol: "A", entryBar: 2, exitBar: null, quantity: 100 },
    ]);
  });
});

function swapSignal(view: Readonly<Record<string, unknown>>): unknown {
  const action = `${String(view["symbol"])}${String(view["bar"])}`;
  const made = { B0: "buy", B1: "exit", A1: "buy" }[action] ?? "hold";
  return { action: made, strength: 1, confidence: 1, reason: made };
}

describe("shorts", () => {
  it("are an error where they are not allowed and nothing is held", () => {
    expect(() => backtest(scripted({ 0: "sell" }), { bars: flatBars([1, 1]) })).toThrow(
      /invalid sell: no TEST to sell/,
    );
  });

  it("turn a long round in one order, whose fee minimum is paid once", () => {
    const bars = flatBars([100, 100, 100, 100]);
    const execution = { shorts: true };
    const options = {
      bars,
      execution,
      fees: ibkrFixed(),
      slippage: noSlippage(),
      sizing: units({ count: 50 }),
    };
    const { trades, ledgers } = backtest(scripted({ 0: "buy", 1: "sell" }), options);
    expect(trades.map(({ side, quantity }) => [side, quantity])).toEqual([
      ["long", 50],
      ["short", 50],
    ]);
    expect(ledgers.fees.at(-1)).toBe(-2);
  });

  it("gain where the price falls", () => {
    const bars = flatBars([100, 100, 90, 90]);
    const options = {
      bars,
      execution: { shorts: true, borrowRatePct: 0 },
      ...free,
      sizing: units({ count: 10 }),
    };
    const { trades, equity } = backtest(scripted({ 0: "sell", 2: "exit" }), options);
    expect(trades[0]).toMatchObject({ side: "short", pnl: 100, exitPrice: 90 });
    expect(equity.at(-1)).toBe(100_100);
  });
});

describe("ticks", () => {
  it("round slipped fills against the trader", () => {
    const bars = flatBars([100, 100, 100]);
    const options = {
      bars,
      fees: noFees(),
      slippage: fixedBps({ bps: 2.5 }),
      execution: { instrument: { tick: 0.05 } },
    };
    const { trades } = backtest(scripted({ 0: "buy", 1: "exit" }), {
      ...options,
      sizing: fixedFraction({ fraction: 0.1 }),
    });
    expect(trades[0]).toMatchObject({ entryPrice: 100.05, exitPrice: 99.95 });
  });
});

describe("risk rules", () => {
  it("never block an exit, and leave their decisions on the trade", () => {
    const bars = flatBars([100, 100, 100, 100]);
    const { trades } = backtest(scripted({ 0: "buy", 2: "exit" }), {
      bars,
      ...free,
      risk: [maxPosition({ pct: 50 })],
    });
    expect(trades[0]).toMatchObject({ quantity: 500, exitBar: 3 });
    expect(trades[0]?.decisions).toEqual([
      { rule: "max-position", action: "modify", before: 997, after: 500, reason: "cut to 50% of equity" },
    ]);
  });
});
