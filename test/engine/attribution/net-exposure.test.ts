import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  exit,
  fixedQuantity,
  noFees,
  noSlippage,
  sell,
  type CorporateAction,
  type Signal,
} from "#engine/index.ts";
import { netExposure } from "#engine/attribution/net-exposure.ts";
import { simulate } from "#engine/backtest.ts";
import { arbitraryBars, flatBars } from "#test/arbitraries/bars.ts";
import { arbitraryOrders, toldByBar } from "#test/arbitraries/orders.ts";
import { told } from "#test/arbitraries/strategies.ts";
import { expectClose } from "#test/arbitraries/close.ts";

const free = { fees: noFees(), slippage: noSlippage(), sizing: fixedQuantity({ units: 10 }), capital: 2000 };
const run = (script: Readonly<Record<number, Signal>>, bars = flatBars([100, 100, 100, 100])) =>
  backtest(told(script), { bars, ...free, execution: { shorts: true, borrowRatePct: 0 } });

describe("net leverage", () => {
  it("is gross leverage for longs and its opposite for shorts", () => {
    expectClose(run({ 0: buy() }).statistics["netLeverage"], 0.5 * 0.75, 1e-12);
    expectClose(run({ 0: sell() }).statistics["netLeverage"], -0.5 * 0.75, 1e-12);
    // Long from the second bar, short on the fourth.
    const turned = run({ 0: buy(), 2: sell() });
    expectClose(turned.statistics["netLeverage"], (0.5 + 0.5 - 0.5) / 4, 1e-12);
    expectClose(turned.statistics["averageLeverage"], (3 * 0.5) / 4, 1e-12);
    expect(run({ 0: sell(), 1: exit() }).statistics["netLeverage"]).toBe(-0.125);
  });

  it("takes a long against a short of another symbol", () => {
    const bars = [flatBars([100, 100, 100], "A"), flatBars([50, 50, 50], "B")];
    const orders = toldByBar({ 0: { action: "sell" } });
    const both = backtest(orders, { bars, ...free, execution: { shorts: true, borrowRatePct: 0 } });
    expectClose(both.statistics["netLeverage"], ((-1500 / 2000) * 2) / 3, 1e-12);
  });

  it("follows a short through a split", () => {
    const bars = flatBars([100, 100, 50, 50]);
    const split: CorporateAction = {
      ...{ type: "split", symbol: "TEST", exTime: bars.openTime[2] ?? NaN, ratio: 2 },
    };
    const result = backtest(told({ 0: sell() }), {
      ...{ bars, ...free, corporateActions: [split] },
      execution: { shorts: true, borrowRatePct: 0 },
    });
    expectClose(result.statistics["netLeverage"], (-0.5 * 3) / 4, 1e-12);
  });

  it("is gross leverage but for the sign, on one symbol and whatever is ordered", () => {
    const law = fc.property(
      arbitraryOrders,
      arbitraryBars({ minLength: 3, maxLength: 60 }),
      (orders, bars) => {
        const { account, dataset, ledger } = simulate(toldByBar(orders), {
          bars,
          execution: { shorts: true },
        });
        const { fills, splits } = account;
        const net = netExposure({ bars: dataset.bars, fills, splits, ledger });
        for (const [row, value] of net.entries())
          expectClose(Math.abs(value), ledger.exposure[row] ?? NaN, 1e-9);
      },
    );
    fc.assert(law, { seed: 8, numRuns: 60 });
  });
});
