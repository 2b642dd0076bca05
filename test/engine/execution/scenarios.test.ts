import { describe, expect, it } from "vitest";
import { backtest, noFees, noSlippage, stopLoss, takeProfit, type BacktestResult } from "#engine/index.ts";
import { defineSizer } from "#engine/sizing/sizer.ts";
import { barsOf, type Ohlc } from "#test/arbitraries/bars.ts";
import { scripted } from "#test/arbitraries/strategies.ts";
import { z } from "zod";

const one = defineSizer({
  kind: "one",
  title: "One",
  description: "One unit",
  params: z.object({}),
  size: () => 1,
});

/** A bar without movement at 100, at whose close the entry is decided; fills follow at the next open. */
const DECISION: Ohlc = [100, 100, 100, 100];
const ENTRY: Ohlc = [100, 101, 99, 100];

function run(
  rows: readonly Ohlc[],
  path: "pessimistic" | "nearest-extreme" | "ohlc" | "colour" | "optimistic",
  penetration = 1,
  side: "buy" | "sell" = "buy",
): BacktestResult {
  return backtest(scripted({ 0: side }), {
    bars: barsOf(rows),
    ...{ fees: noFees(), slippage: noSlippage(), sizing: one() },
    risk: [stopLoss({ pct: 5 }), takeProfit({ pct: 10 })],
    execution: { path, limitPenetrationTicks: penetration, shorts: side === "sell" },
  });
}

const exitOf = (result: BacktestResult): number | null | undefined => result.trades[0]?.exitPrice;

/** The scenario table of design/execution.md: long 1 at 100, stop 95, target 110. */
const TABLE: readonly (readonly [string, Ohlc, number | null, number | null])[] = [
  ["gap below the stop", [90, 96, 85, 92], 90, 90],
  ["both touched, up bar, low nearer", [100, 112, 94, 105], 95, 95],
  ["both touched, down bar, high nearer", [108, 112, 94, 95], 95, 110],
  ["gap above the target", [115, 118, 112, 116], 115, 115],
  ["stop touched exactly", [98, 99, 95, 97], 95, 95],
  ["target touched exactly, penetration 1", [104, 110, 103, 105], null, null],
  ["no level touched", [100, 109, 96, 100], null, null],
];

describe("a bar after the entry", () => {
  it.each(TABLE)("%s", (_title, bar, pessimistic, nearest) => {
    expect(exitOf(run([DECISION, ENTRY, bar], "pessimistic"))).toBe(pessimistic);
    expect(exitOf(run([DECISION, ENTRY, bar], "nearest-extreme"))).toBe(nearest);
  });

  it("fills a target touched exactly at penetration 0, though 100 * 1.1 is not 110 in floating point", () => {
    expect(exitOf(run([DECISION, ENTRY, [104, 110, 103, 105]], "pessimistic", 0))).toBe(110);
    expect(exitOf(run([DECISION, ENTRY, [104, 110, 103, 105]], "nearest-extreme", 0))).toBe(110);
  });

  it("is the same for a short, mirrored", () => {
    expect(exitOf(run([DECISION, ENTRY, [110, 115, 104, 108]], "pessimistic", 1, "sell"))).toBe(110);
    expect(exitOf(run([DECISION, ENTRY, [100, 106, 88, 95]], "pessimistic", 1, "sell"))).toBe(105);
    expect(exitOf(run([DECISION, ENTRY, [92, 106, 89, 100]], "nearest-extreme", 1, "sell"))).toBe(90);
    expect(exitOf(run([DECISION, ENTRY, [85, 88, 84, 86]], "pessimistic", 1, "sell"))).toBe(85);
  });
});

describe("where both levels are touched", () => {
  const up: Ohlc = [100, 112, 94, 105];
  const down: Ohlc = [108, 112, 94, 95];

  it.each([
    ["ohlc", 110, 110],
    // An up bar goes to its low first, a down bar to its high.
    ["colour", 95, 110],
    ["optimistic", 110, 110],
  ] as const)("%s decides", (path, onUp, onDown) => {
    expect(exitOf(run([DECISION, ENTRY, up], path))).toBe(onUp);
    expect(exitOf(run([DECISION, ENTRY, down], path))).toBe(onDown);
  });

  it("the colour decides for a short too: an up bar's low is its target", () => {
    expect(exitOf(run([DECISION, ENTRY, [100, 106, 89, 103]], "colour", 1, "sell"))).toBe(90);
    expect(exitOf(run([DECISION, ENTRY, [100, 106, 89, 97]], "colour", 1, "sell"))).toBe(105);
  });
});

describe("the entry bar", () => {
  it.each([
    ["stop out of 100,101,90,92", [100, 101, 90, 92], 95],
    ["stop, not target, out of 100,112,90,92", [100, 112, 90, 92], 95],
    ["target where the stop is out of the bar's range", [100, 112, 99, 111], 110],
  ] as const)("%s", (_title, bar, price) => {
    for (const path of ["pessimistic", "nearest-extreme"] as const) {
      const result = run([DECISION, bar, [92, 92, 92, 92]], path);
      expect(result.trades[0]).toMatchObject({ entryBar: 1, entryPrice: 100, exitBar: 1, exitPrice: price });
    }
  });

  it("is the bar after the decision, never the decision's own", () => {
    const result = run([DECISION, [103, 103, 103, 103]], "pessimistic");
    expect(result.trades[0]).toMatchObject({ entryBar: 1, entryPrice: 103, exitBar: null });
  });
});

describe("a signal on the last bar", () => {
  it("never fills", () => {
    expect(run([DECISION], "pessimistic").trades).toEqual([]);
  });
});
