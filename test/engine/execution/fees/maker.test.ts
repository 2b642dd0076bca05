import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  exit,
  fixedQuantity,
  noSlippage,
  percent,
  takeProfit,
  type RiskRule,
  type Signal,
} from "#engine/index.ts";
import { barsOf, ledgerGap, type Ohlc } from "#test/arbitraries/bars.ts";
import { told } from "#test/arbitraries/strategies.ts";

const CALM: Ohlc = [100, 100, 100, 100];

/** 10 units with a fee of 0.1 % for taking and a rebate of 0.02 % for making. */
function run(
  script: Readonly<Record<number, Signal>>,
  rows: readonly Ohlc[],
  risk: readonly RiskRule[] = [],
) {
  const result = backtest(told(script), {
    bars: barsOf([CALM, ...rows]),
    ...{ fees: percent({ pct: 0.1, makerPct: -0.02 }), slippage: noSlippage(), risk },
    sizing: fixedQuantity({ units: 10 }),
  });
  expect(ledgerGap(result)).toBeLessThan(1e-9);
  return result;
}

const limit = buy({ order: { type: "limit", price: 98 } });

describe("a maker's rebate", () => {
  it("is paid into the ledger where the market comes to a resting limit", () => {
    const { ledgers, equity } = run({ 0: limit }, [CALM, [100, 100, 97, 98]]);
    expect(ledgers.fees.at(-1)).toBeCloseTo(0.196, 9);
    expect(equity.at(-1)).toBeCloseTo(100_000 + 0.196, 9);
  });

  it("is not paid at the open, where the order may have been the one to come", () => {
    const { ledgers } = run({ 0: limit }, [[96, 97, 95, 96]]);
    expect(ledgers.fees.at(-1)).toBeCloseTo(-0.96, 9);
  });

  it("is not paid to a stop-limit, which is under way once it is armed", () => {
    const order = { type: "stop-limit" as const, price: 102, limit: 101 };
    const { ledgers, trades } = run({ 0: buy({ order }) }, [[100, 103, 99, 100]]);
    expect(trades.length).toBe(1);
    expect(ledgers.fees.at(-1)).toBeCloseTo(-1.01, 9);
  });

  it("is paid for a target that rests behind a position, and is the trade's", () => {
    const rows: Ohlc[] = [CALM, [100, 112, 100, 111]];
    const { trades, ledgers } = run({ 0: buy() }, rows, [takeProfit({ pct: 10 })]);
    expect(trades[0]?.fees).toBeCloseTo(1 - 0.22, 9);
    expect(trades[0]?.pnl).toBeCloseTo(100 - 0.78, 9);
    expect(ledgers.fees.at(-1)).toBeCloseTo(-0.78, 9);
  });

  it("counts each part of an order as what it was", () => {
    const bars = {
      ...barsOf([CALM, [97, 97, 97, 97], [100, 100, 96, 100]]),
      volume: new Float64Array(3).fill(8),
    };
    const { ledgers } = backtest(told({ 0: limit, 2: exit() }), {
      ...{ bars, fees: percent({ pct: 0.1, makerPct: -0.02 }), slippage: noSlippage() },
      ...{ sizing: fixedQuantity({ units: 8 }), execution: { participation: 0.5 } },
    });
    expect([...ledgers.fees].map((fee) => Math.round(fee * 1e9) / 1e9)).toEqual([0, -0.388, -0.388 + 0.0784]);
  });
});
