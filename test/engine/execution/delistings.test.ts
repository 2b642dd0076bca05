import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  fixedQuantity,
  noFees,
  noSlippage,
  rerun,
  sell,
  type BacktestOptions,
  type DelistingInput,
  type Signal,
} from "#engine/index.ts";
import { ibkrFixed } from "#engine/execution/fees/ibkr-fixed.ts";
import { flatBars, ledgerGap } from "#test/arbitraries/bars.ts";
import { told } from "#test/arbitraries/strategies.ts";

const long = flatBars([100, 100, 100, 100, 100, 100], "LONG");
const gone = flatBars([50, 50, 40], "GONE");
const day = (bar: number) => long.openTime[bar] ?? NaN;
const free = { fees: noFees(), slippage: noSlippage(), sizing: fixedQuantity({ units: 10 }) };

/** Of both symbols, what a script does at their closes; GONE is delisted before the given bar of LONG opens. */
function run(
  script: Readonly<Record<number, Signal>>,
  delisting: Partial<DelistingInput> = {},
  options: Partial<BacktestOptions> = {},
) {
  const strategy = told(script);
  const delistings = [{ symbol: "GONE", time: day(4) - 1, ...delisting }];
  const given = { ...free, ...options, bars: [long, gone], delistings };
  const result = backtest(strategy, given as Parameters<typeof backtest>[1]);
  expect(ledgerGap(result)).toBeLessThan(1e-9);
  return { strategy, result, lost: result.trades.find(({ symbol }) => symbol === "GONE") };
}

describe("a delisting", () => {
  it("pays holders out at 70 % of the last close, at the first open from then on and not before", () => {
    const { result, lost } = run({ 0: buy() });
    expect(lost).toMatchObject({
      exitPrice: 28,
      pnl: -220,
      exitReason: "delisted 30 % below its last close",
    });
    expect(lost?.exitTime).toBe(day(4) - 1);
    // Nobody traded at a close: the company paid.
    expect(result.execution?.fillsAtClose).toBe(0);
    expect([...result.equity].map((value) => value - 100_000)).toEqual([0, 0, -100, -100, -220, -220]);
  });

  it("pays what is said: nothing, or the price of a buy-out, and shorts gain what the shares lost", () => {
    expect(run({ 0: buy() }, { returnPct: -100 }).lost).toMatchObject({ exitPrice: 0, pnl: -500 });
    expect(run({ 0: buy() }, { returnPct: 0 }).lost?.exitReason).toBe("delisted at its last close");
    expect(run({ 0: buy() }, { returnPct: 25 }).lost).toMatchObject({
      ...{ exitPrice: 50, pnl: 0, exitReason: "delisted 25 % above its last close" },
    });
    const shorts = { execution: { shorts: true, borrowRatePct: 0 } };
    expect(run({ 0: sell() }, {}, shorts).lost).toMatchObject({ exitPrice: 28, pnl: 220 });
  });

  it("is settled in the order of times, and of symbols where those are the same", () => {
    const lost = flatBars([20, 20, 20], "LOST");
    const sunk = flatBars([10, 10, 10], "SUNK");
    const delistings = [
      { symbol: "SUNK", time: day(5) - 1 },
      { symbol: "LOST", time: day(4) - 1 },
      { symbol: "GONE", time: day(4) - 1 },
    ];
    const result = backtest(told({ 0: buy() }), { ...free, bars: [long, gone, lost, sunk], delistings });
    expect(result.equity.map((value) => value - 100_000).slice(3)).toEqual(Float64Array.of(-100, -280, -310));
  });

  it("costs no fee and no slippage, since no broker is asked", () => {
    const { lost } = run({ 0: buy() }, {}, { fees: ibkrFixed() });
    expect(lost?.fees).toBe(1);
  });

  it("takes the symbol's orders out of the market, and lets its cash buy other things", () => {
    const { result } = run({ 1: buy({ order: { type: "limit", price: 20 } }) });
    expect(result.warnings.filter((each) => each.includes("GONE"))).toEqual([
      expect.stringContaining("1 order cancelled by a delisting: limit of GONE"),
    ]);
  });

  it("is no part of a run that ends before it, and is said to be missing where bars end and nothing is given", () => {
    const held = `GONE is held at its close of`;
    expect(run({ 0: buy() }, {}, { to: day(3) }).lost?.exitTime).toBeNull();
    expect(run({ 0: buy() }, { symbol: "OTHER" }).lost?.exitTime).toBeNull();
    const weeks = flatBars(
      Array.from({ length: 12 }, () => 100),
      "LONG",
    );
    const { warnings } = backtest(told({ 0: buy() }), { ...free, bars: [weeks, gone] });
    expect(warnings).toEqual([expect.stringContaining(held)]);
  });

  it("is in the manifest, from which the run can be made again", () => {
    const { strategy, result } = run({ 0: buy() });
    const again = rerun(result.manifest, { strategy, bars: [long, gone] });
    expect(again.resultHash).toBe(result.resultHash);
    expect(run({ 0: buy() }, { returnPct: -31 }).result.manifest.hash).not.toBe(result.manifest.hash);
  });

  it("is refused while the symbol's bars go on", () => {
    expect(() => run({}, { time: day(2) })).toThrow(
      expect.objectContaining({
        code: "bad-param",
        message: expect.stringMatching(
          /delisting of GONE at .*: its bars go on to .*; give a time after/,
        ) as string,
        site: { stage: "settings", field: "delistings", symbol: "GONE" },
      }),
    );
  });
});
