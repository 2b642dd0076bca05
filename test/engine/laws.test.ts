import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audit, backtest, fixedBps, ibkrFixed, noFees, noSlippage } from "#engine/index.ts";
import { createBars } from "#engine/data/dataset.ts";
import { arbitraryBars, ledgerGap, scaledBars } from "#test/arbitraries/bars.ts";
import { arbitraryStrategy, scripted } from "#test/arbitraries/strategies.ts";

const settings = { seed: 11, numRuns: 60 };
const oneSymbol = arbitraryBars({ minLength: 5, maxLength: 90 });
const other = arbitraryBars({ minLength: 5, maxLength: 90 }, "OTHER");

describe("over random markets and strategies", () => {
  it("every bar's equity is the capital and the sum of the ledgers, to 1e-9", () => {
    const law = fc.property(arbitraryStrategy, oneSymbol, other, (strategy, a, b) => {
      expect(ledgerGap(backtest(strategy, { bars: [a, b] }))).toBeLessThan(1e-9);
    });
    fc.assert(law, settings);
  });

  it("trades' profits add up to the change in equity, financing with them", () => {
    const law = fc.property(arbitraryStrategy, oneSymbol, other, (strategy, a, b) => {
      const { trades, equity } = backtest(strategy, { bars: [a, b] });
      const profit = trades.reduce((sum, { pnl }) => sum + pnl, 0);
      expect(Math.abs((equity.at(-1) ?? NaN) - 100_000 - profit)).toBeLessThan(1e-4);
    });
    fc.assert(law, settings);
  });

  it("two runs are bit-identical", () => {
    const law = fc.property(arbitraryStrategy, oneSymbol, (strategy, bars) => {
      const [first, again] = [backtest(strategy, { bars }), backtest(strategy, { bars })];
      expect([again.resultHash, again.manifest.hash]).toEqual([first.resultHash, first.manifest.hash]);
    });
    fc.assert(law, settings);
  });

  it("the order of the symbols does not matter", () => {
    const law = fc.property(arbitraryStrategy, oneSymbol, other, (strategy, a, b) => {
      const [first, turned] = [backtest(strategy, { bars: [a, b] }), backtest(strategy, { bars: [b, a] })];
      expect([turned.resultHash, turned.manifest.hash]).toEqual([first.resultHash, first.manifest.hash]);
    });
    fc.assert(law, settings);
  });

  it("a symbol that is never traded changes nothing", () => {
    const law = fc.property(
      oneSymbol,
      arbitraryBars({ minLength: 90, maxLength: 90 }, "ZERO"),
      (bars, idle) => {
        const strategy = scripted({ 1: "buy", 3: "exit" });
        const alone = backtest(strategy, { bars });
        const short = { ...idle, symbol: "IDLE" };
        const silent = {
          ...strategy,
          prepare: () => ({ ...strategy.prepare(), bind: quiet(strategy.prepare().bind) }),
        };
        expect(backtest(silent, { bars: [bars, short] }).trades).toEqual(alone.trades);
      },
    );
    fc.assert(law, settings);
  });

  it("scaling prices and capital together scales equity and leaves quantities", () => {
    const law = fc.property(arbitraryStrategy, oneSymbol, (strategy, bars) => {
      const free = { fees: noFees(), slippage: noSlippage() };
      const base = backtest(strategy, { bars, ...free });
      const scaled = backtest(strategy, { bars: scaledBars(bars, 4), capital: 400_000, ...free });
      expect(scaled.trades.map(({ quantity }) => quantity)).toEqual(
        base.trades.map(({ quantity }) => quantity),
      );
      for (const [row, equity] of base.equity.entries()) {
        expect(Math.abs((scaled.equity[row] ?? NaN) / equity - 4)).toBeLessThan(1e-7);
      }
    });
    fc.assert(law, settings);
  });

  it("more slippage never helps a fixed list of orders", () => {
    const law = fc.property(
      oneSymbol,
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 1, max: 50 }),
      (bars, bps, more) => {
        const strategy = scripted({ 0: "buy", 2: "exit", 4: "buy", 8: "exit" });
        const sizing = { kind: "ten", params: {}, size: () => 10 };
        const end = (value: number): number =>
          backtest(strategy, { bars, sizing, fees: noFees(), slippage: fixedBps({ bps: value }) }).equity.at(
            -1,
          ) ?? NaN;
        expect(end(bps + more)).toBeLessThanOrEqual(end(bps));
      },
    );
    fc.assert(law, settings);
  });

  it("fees never help, and cash never goes below zero without shorts", () => {
    const law = fc.property(oneSymbol, (bars) => {
      const strategy = scripted({ 0: "buy", 2: "exit", 4: "buy" });
      const { exposure } = backtest(strategy, { bars, fees: ibkrFixed() });
      expect(exposure.slice(0, 5).every((value) => value <= 1 + 1e-12)).toBe(true);
    });
    fc.assert(law, settings);
  });

  it("no built-in block leaks: the audit compares every prefix", () => {
    const law = fc.property(arbitraryStrategy, oneSymbol, other, (strategy, a, b) => {
      expect(audit(strategy, { bars: [a, b] }).verdict).toBe("causal");
    });
    fc.assert(law, { ...settings, numRuns: 15 });
  });
});

/** A signal part that holds wherever the symbol is IDLE. */
function quiet(bind: (view: Readonly<Record<string, unknown>>) => () => unknown) {
  return (view: Readonly<Record<string, unknown>>) => {
    const decide = bind(view);
    const silence = { action: "hold", strength: 1, confidence: 1, reason: "hold" };
    return () => (view["symbol"] === "IDLE" ? silence : decide());
  };
}

describe("symbols with different sessions", () => {
  it("share one clock: a purchase at an open uses cash as it stood then, and the audit raises no alarm", () => {
    const law = fc.property(arbitraryStrategy, oneSymbol, (strategy, stock) => {
      const start = Math.floor((stock.openTime[0] ?? 0) / 86_400_000);
      const days = stock.close.length + 10;
      const openTime = Float64Array.from({ length: days }, (_, day) => (start + day) * 86_400_000);
      const closes = Float64Array.from({ length: days }, (_, day) => 50 + 10 * Math.sin(day));
      const columns = {
        openTime,
        closeTime: openTime.map((time) => time + 86_400_000),
        open: closes,
        high: closes,
        low: closes,
        close: closes,
        volume: closes,
      };
      const coin = createBars({ symbol: "COIN", timeframe: "1d", columns });
      const result = backtest(strategy, { bars: [stock, coin] });
      expect(ledgerGap(result)).toBeLessThan(1e-9);
      expect(
        [...result.time].every((time, row) => row === 0 || time > (result.time[row - 1] ?? Infinity)),
      ).toBe(true);
      expect(audit(strategy, { bars: [stock, coin] }).verdict).toBe("causal");
    });
    fc.assert(law, { ...settings, numRuns: 15 });
  });
});
