import { describe, expect, it } from "vitest";
import { backtest, fixedBps, noFees } from "#engine/index.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { scripted } from "#test/arbitraries/strategies.ts";

describe("fixedBps", () => {
  it("makes purchases dearer and sales cheaper by the same share, into a ledger of its own", () => {
    const sizing = { kind: "ten", params: {}, size: () => 10 };
    const { trades, ledgers } = backtest(scripted({ 0: "buy", 1: "exit" }), {
      ...{ bars: flatBars([100, 100, 100, 100]), fees: noFees(), slippage: fixedBps({ bps: 100 }), sizing },
    });
    expect(trades[0]).toMatchObject({ entryPrice: 101, exitPrice: 99, slippage: 20, pnl: -20 });
    expect([ledgers.slippage.at(-1), ledgers.realised.at(-1)]).toEqual([-20, 0]);
  });
});
