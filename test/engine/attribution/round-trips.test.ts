import { describe, expect, it } from "vitest";
import { backtest, noFees, noSlippage, stopLoss } from "#engine/index.ts";
import { barsOf, flatBars } from "#test/arbitraries/bars.ts";
import { scripted } from "#test/arbitraries/strategies.ts";

const free = { fees: noFees(), slippage: noSlippage() };

describe("roundTrips", () => {
  it("measure excursions from the entry to the exit price, and not beyond the exit", () => {
    const bars = barsOf([
      [100, 100, 100, 100],
      [100, 103, 99, 101],
      [101, 107, 98, 102],
      [104, 200, 50, 104],
    ]);
    const { trades } = backtest(scripted({ 0: "buy", 2: "exit" }), { bars, ...free });
    expect(trades[0]).toMatchObject({ mfe: 7, mae: 2, bars: 2, exitPrice: 104 });
  });

  it("carry the reasons of both ends and every rule's say", () => {
    const bars = barsOf([
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [90, 91, 89, 90],
    ]);
    const { trades } = backtest(scripted({ 0: "buy" }), { bars, ...free, risk: [stopLoss({ pct: 5 })] });
    expect(trades[0]).toMatchObject({ entryReason: "buy", exitReason: "stop at 95, gapped to 90" });
    expect(trades[0]?.decisions).toMatchObject([{ rule: "stop-loss", action: "pass" }]);
  });

  it("mark what is open at the end to the last close", () => {
    const { trades } = backtest(scripted({ 0: "buy" }), { bars: flatBars([100, 100, 110]), ...free });
    expect(trades[0]).toMatchObject({ exitBar: null, pnl: 9970, returnPct: 10 });
  });
});
