import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backtest,
  fixedFraction,
  maxPosition,
  syntheticUniverse,
  type BacktestResult,
} from "#engine/index.ts";
import { byExitReason } from "#engine/attribution/by-exit-reason.ts";
import { byPeriod } from "#engine/attribution/by-period.ts";
import { bySide } from "#engine/attribution/by-side.ts";
import { byStage } from "#engine/attribution/by-stage.ts";
import { bySymbol } from "#engine/attribution/by-symbol.ts";
import { arbitraryBars, flatBars } from "#test/arbitraries/bars.ts";
import { arbitraryStrategy, emaCross, scripted } from "#test/arbitraries/strategies.ts";

const CAPITAL = 100_000;
const gain = ({ equity }: BacktestResult): number => (equity.at(-1) ?? CAPITAL) - CAPITAL;
const sum = (rows: readonly { readonly pnl: number }[]): number =>
  rows.reduce((total, { pnl }) => total + pnl, 0);

describe("profits", () => {
  it("by stage, period, symbol, side and exit reason each sum to the whole, on any run", () => {
    fc.assert(
      fc.property(arbitraryStrategy, arbitraryBars({ minLength: 20 }), (strategy, bars) => {
        const result = backtest(strategy, { bars });
        const { signal, sizing, risk, fees, slippage, financing, dividends, total } = byStage(result);
        const near = (actual: number, expected: number): void =>
          expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * CAPITAL);
        near(signal + sizing + risk + fees + slippage + financing + dividends, gain(result));
        near(total, gain(result));
        const curve = { ...result, capital: CAPITAL };
        near(sum(byPeriod(curve, "month")), gain(result));
        near(sum(byPeriod(curve, "year")), gain(result));
        const trades = sum(result.trades);
        for (const split of [bySymbol, bySide, byExitReason]) near(sum(split(result.trades)), trades);
      }),
      { numRuns: 60 },
    );
  });

  it("by symbol name every traded symbol, the best first", () => {
    const bars = syntheticUniverse({ symbols: 5, bars: 300 }).map((each) => each.bars);
    const result = backtest(emaCross, { bars, sizing: fixedFraction({ fraction: 0.2 }) });
    const rows = bySymbol(result.trades);
    expect(new Set(rows.map(({ key }) => key))).toEqual(new Set(result.trades.map(({ symbol }) => symbol)));
    expect(rows.map(({ pnl }) => pnl)).toEqual(rows.map(({ pnl }) => pnl).sort((a, b) => b - a));
    expect(rows.reduce((count, { trades }) => count + trades, 0)).toBe(result.trades.length);
  });
});

describe("profits by stage", () => {
  const bars = flatBars([100, 100, 110, 110, 110, 121, 121]);

  it("of equal stakes are the signal's and the costs' alone", () => {
    const result = backtest(scripted({ 0: "buy", 2: "exit" }), { bars });
    const stages = byStage(result);
    expect(stages.sizing).toBeCloseTo(0, 6);
    expect(stages.risk).toBe(0);
    expect(stages.signal).toBeGreaterThan(0);
    expect(stages.fees).toBeLessThan(0);
    expect(stages.slippage).toBeLessThan(0);
  });

  it("blame the rule that halved the entry for half of what was not made", () => {
    const whole = byStage(backtest(scripted({ 0: "buy", 2: "exit" }), { bars }));
    const half = byStage(
      backtest(scripted({ 0: "buy", 2: "exit" }), { bars, risk: [maxPosition({ pct: 50 })] }),
    );
    expect(half.signal).toBeCloseTo(whole.signal, 6);
    expect(half.risk / whole.signal).toBeCloseTo(-0.5, 2);
  });

  it("of an account that never traded are all 0", () => {
    expect(Object.values(byStage(backtest(scripted({}), { bars }))).every((value) => value === 0)).toBe(true);
  });
});

describe("profits by exit reason", () => {
  it("put stops together, whatever their levels, and open trades apart", () => {
    const trip = { ...backtest(scripted({ 0: "buy" }), { bars: flatBars([100, 100, 100]) }).trades[0] };
    const trade = (exitReason: string, exitBar: number | null = 2) =>
      ({ ...trip, exitReason, exitBar }) as never;
    const rows = byExitReason([
      trade("stop at 95"),
      trade("stop at 96.5, gapped to 90"),
      trade("fast crossed below slow"),
      trade("held 20 bars"),
      trade("below the 1w average"),
      trade("", null),
    ]);
    expect(rows.map(({ key, trades }) => [key, trades])).toEqual([
      ["stop", 2],
      ["fast crossed below slow", 1],
      ["held", 1],
      ["below the 1w average", 1],
      ["open", 1],
    ]);
  });
});
