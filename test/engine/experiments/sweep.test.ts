import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  crossesAbove,
  defineIndicator,
  hold,
  z,
  crossover,
  defineStrategy,
  ema,
  ibkrFixed,
  int,
  maxPosition,
  noFees,
  noSlippage,
  num,
  sma,
  stopLoss,
  type BacktestOptions,
  type Strategy,
} from "#engine/index.ts";
import { range } from "#engine/experiments/grid.ts";
import { sweep, type SweepResult } from "#engine/experiments/sweep.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { arbitraryBars } from "#test/arbitraries/bars.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const lengths = { fast: int(2, { min: 1, max: 500 }), slow: int(5, { min: 1, max: 500 }) };

const smaCross = (rule: "inclusive" | "strict" = "inclusive") =>
  defineStrategy({
    name: "sma_crossover",
    version: "1.0.0",
    params: lengths,
    indicators: ({ fast, slow }) => ({ fast: sma({ lengthBars: fast }), slow: sma({ lengthBars: slow }) }),
    signal: crossover("fast", "slow", { rule }),
  });

const grid = { fast: [1, 2, 3], slow: [2, 4, 7] };

/** Asserts that every row of a sweep is what a backtest with the row's parameters gives. */
function expectRuns(
  strategy: Strategy<typeof lengths>,
  options: Omit<BacktestOptions, "params">,
  found: SweepResult,
): void {
  for (let row = 0; row < found.sets; row++) {
    const params = {
      fast: found.params["fast"]?.[row] as number,
      slow: found.params["slow"]?.[row] as number,
    };
    const { statistics } = backtest(strategy, { ...options, params });
    for (const [kind, column] of Object.entries(found.metrics)) {
      const expected = statistics[kind] ?? NaN;
      if (kind === "sharpe" || kind === "annualVolatility") {
        if (Number.isNaN(expected)) expect(column[row]).toBeNaN();
        else expectClose(column[row], expected, 1e-9, kind);
      } else expect(column[row], `${kind} of ${JSON.stringify(params)}`).toBe(expected);
    }
  }
}

const metrics = ["totalReturn", "sharpe", "maxDrawdown", "tradeCount", "exposure", "annualVolatility"];

describe("the streaming kernel", () => {
  it("makes the same account as the run loop, bit for bit, on any market, cost and rule", () => {
    const costs = fc.constantFrom<Omit<BacktestOptions, "bars" | "params">>(
      {},
      { fees: noFees(), slippage: noSlippage() },
      { capital: 1500, fees: ibkrFixed({ minimum: 5 }) },
      { execution: { instrument: { lot: 0.001 } } },
    );
    const rule = fc.constantFrom("inclusive" as const, "strict" as const);
    fc.assert(
      fc.property(arbitraryBars({ minLength: 3 }), costs, rule, (bars, options, crossRule) => {
        const strategy = smaCross(crossRule);
        const found = sweep(strategy, { bars, grid, metrics, ...options });
        expect(found.mode).toBe("kernel");
        expectRuns(strategy, { bars, ...options }, found);
      }),
      { numRuns: 60 },
    );
  });

  it("opens the account where the run says so", () => {
    const bars = syntheticMarket({ kind: "volatile", bars: 400, seed: 3 });
    const from = bars.openTime[150] ?? NaN;
    const to = bars.openTime[320] ?? NaN;
    const strategy = smaCross();
    const found = sweep(strategy, { bars, grid, metrics, from, to });
    expect(found.mode).toBe("kernel");
    expectRuns(strategy, { bars, from, to }, found);
  });
});

describe("a sweep", () => {
  const bars = syntheticMarket({ kind: "volatile", bars: 300, seed: 3 });

  it.each<[string, Strategy<typeof lengths>, object]>([
    ["a function for a signal", emaCross, {}],
    ["a risk rule", smaCross(), { risk: [stopLoss({ pct: 3 })] }],
    ["a limit on the position", smaCross(), { risk: [maxPosition({ pct: 50 })] }],
    ["ticks", smaCross(), { execution: { instrument: { tick: 0.01 } } }],
    ["another fill rule", smaCross(), { execution: { fillAt: "on-close" } }],
    ["two symbols", smaCross(), { bars: [bars, { ...bars, symbol: "OTHER" }] }],
    ["another statistic", smaCross(), { metrics: ["calmar", "turnover"] }],
  ])("with %s runs whole backtests, with the same numbers", (_title, strategy, more) => {
    const options = { bars, grid: { fast: [2, 3], slow: [5, 9] }, ...more };
    const found = sweep(strategy, options);
    expect(found.mode).toBe("runs");
    const run = "metrics" in more ? {} : more;
    expectRuns(strategy, { ...run, bars: "bars" in run ? (run.bars as typeof bars) : bars }, found);
  });

  it("computes each indicator once, however many sets and symbols use it", () => {
    let computed = 0;
    const counted = defineIndicator({
      kind: "counted",
      params: z.object({ lengthBars: z.number() }),
      outputs: ["value"],
      input: "column",
      compute: (close, { lengthBars }) => {
        computed += 1;
        return close.map((value) => value * lengthBars);
      },
    });
    const strategy = defineStrategy({
      name: "counted",
      version: "1.0.0",
      params: lengths,
      indicators: ({ fast, slow }) => ({
        a: counted({ lengthBars: fast }),
        b: counted({ lengthBars: slow }),
      }),
      signal: ({ a, b }) => (crossesAbove(a, b) ? buy() : hold()),
    });
    const other = { ...bars, symbol: "OTHER" };
    const found = sweep(strategy, { bars: [bars, other], grid: { fast: range(2, 6), slow: range(5, 9) } });
    expect([found.sets, found.mode, computed]).toEqual([25, "runs", 2 * 8]);
  });

  it("keeps the sets that pass its condition, the last axis fastest", () => {
    const found = sweep(smaCross(), { bars, grid, where: ({ fast, slow }) => fast < slow });
    expect(found.params).toEqual({ fast: [1, 1, 1, 2, 2, 3, 3], slow: [2, 4, 7, 4, 7, 4, 7] });
    expect(Object.keys(found.metrics)).toEqual(["totalReturn", "sharpe", "maxDrawdown", "tradeCount"]);
  });

  it("takes parameters of any kind", () => {
    const sized = defineStrategy({
      name: "sized",
      version: "1.0.0",
      params: { pct: num(2, { min: 1, max: 50 }) },
      indicators: () => ({ fast: ema({ lengthBars: 2 }), slow: ema({ lengthBars: 6 }) }),
      signal: crossover("fast", "slow"),
      risk: ({ pct }) => [stopLoss({ pct })],
    });
    const found = sweep(sized, { bars, grid: { pct: [1, 5, 20] } });
    expect(found.mode).toBe("runs");
    for (const [row, pct] of [1, 5, 20].entries())
      expect(found.metrics["totalReturn"]?.[row]).toBe(
        backtest(sized, { bars, params: { pct } }).statistics["totalReturn"],
      );
  });

  it("says what is wrong with a grid", () => {
    const run = (more: object) => () => sweep(smaCross(), { bars, grid, ...more });
    expect(run({ grid: { fast: [] } })).toThrow("no values for fast; give at least one");
    expect(run({ where: () => false })).toThrow("no parameter set is left; widen the grid or its condition");
    expect(run({ metrics: ["sharp"] })).toThrow("unknown statistics block: sharp; did you mean sharpe?");
    expect(run({ grid: { fast: range(1, 10_000), slow: range(1, 10_000) } })).toThrow(
      /too many parameter sets: 100000000/,
    );
    expect(run({ grid: { fast: [0] } })).toThrow(/invalid fast: 0; use 1 or more/);
    expect(run({ abort: { aborted: true } })).toThrow("sweep stopped after 0 of 9 sets; run it again");
  });

  it("ranges hold both ends, without drift", () => {
    expect(range(0.1, 0.5, 0.1).map((value) => value.toFixed(10))).toEqual(
      ["0.1", "0.2", "0.3", "0.4", "0.5"].map((value) => Number(value).toFixed(10)),
    );
    expect(range(5, 4)).toEqual([]);
    expect(() => range(1, 2, 0)).toThrow("invalid step: 0; use more than 0");
  });
});
