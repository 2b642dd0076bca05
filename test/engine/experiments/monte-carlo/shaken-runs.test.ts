import { describe, expect, it } from "vitest";
import { backtest } from "#engine/backtest.ts";
import { closeReturns, grownBy } from "#engine/experiments/monte-carlo/account-returns.ts";
import { noisyBars, permuteBars } from "#engine/experiments/monte-carlo/permuted-bars.ts";
import { harderRuns, noisyRuns, permutedRuns } from "#engine/experiments/monte-carlo/shaken-runs.ts";
import { percent } from "#engine/execution/fees/percent.ts";
import { defineStrategy } from "#engine/strategy.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const bars = syntheticMarket({ kind: "trending", bars: 300, seed: 2 });
const options = { bars, fees: percent({ pct: 0.2 }) };
const endOn = (market: typeof bars) =>
  (grownBy(closeReturns(backtest(emaCross, { ...options, bars: market }))).at(-1) ?? NaN) - 1;

describe("runs on shaken markets", () => {
  it("with noise end as runs on its noisy markets do, one by one", () => {
    const { totals, question } = noisyRuns(emaCross, options, { draws: 10, seed: 4, share: 0.2 });
    const alone = Array.from({ length: 10 }, (_, draw) =>
      endOn(noisyBars(bars, 0.2, 4 * 1_000_003 + draw * 1_009)),
    );
    for (const [at, end] of alone.sort((a, b) => a - b).entries()) expect(totals[at]).toBeCloseTo(end, 12);
    expect(question).toContain("exact prices");
  });

  it("without noise are the run itself, on every path", () => {
    const { totals, bands } = noisyRuns(emaCross, options, { draws: 10, share: 0 });
    const actual = endOn(bars);
    for (const end of totals) expect(end).toBeCloseTo(actual, 9);
    expect(bands[2]?.length).toBe(bars.close.length + 1);
  });

  it("permuted end as runs on permuted markets do, and the same seed gives the same fan", () => {
    const fan = permutedRuns(emaCross, options, { draws: 10, seed: 4 });
    const alone = Array.from({ length: 10 }, (_, draw) => endOn(permuteBars(bars, 4 * 1_000_003 + draw)));
    for (const [at, end] of alone.sort((a, b) => a - b).entries())
      expect(fan.totals[at]).toBeCloseTo(end, 12);
    expect(permutedRuns(emaCross, options, { draws: 10, seed: 4 })).toEqual(fan);
  });

  it("of accounts of their own are the mean of both", () => {
    const two = [bars, { ...bars, symbol: "TWIN" }];
    const alone = noisyRuns(emaCross, options, { draws: 10, share: 0 });
    const apart = noisyRuns(emaCross, { ...options, bars: two, accounts: "each" }, { draws: 10, share: 0 });
    expect(apart.totals[0]).toBeCloseTo(alone.totals[0] ?? NaN, 9);
  });

  it("see the parameters and the stretch of the run", () => {
    const from = bars.openTime[100] ?? 0;
    const params = { fast: 3, slow: 11 };
    const { totals } = noisyRuns(emaCross, { ...options, from, params }, { draws: 10, share: 0 });
    const run = backtest(emaCross, { ...options, from, params });
    expect(totals[0]).toBeCloseTo((grownBy(closeReturns(run)).at(-1) ?? NaN) - 1, 9);
  });

  it("made harder begin with the run as it was, and cost more at twice the costs", () => {
    const [asItWas, late, dear] = harderRuns(emaCross, options);
    const { statistics } = backtest(emaCross, options);
    expect(asItWas?.totalReturn).toBeCloseTo(statistics["totalReturn"] ?? NaN, 12);
    expect(asItWas?.maxDrawdown).toBeCloseTo(statistics["maxDrawdown"] ?? NaN, 12);
    expect(late?.totalReturn).not.toBe(asItWas?.totalReturn);
    expect(dear?.totalReturn).toBeLessThan(asItWas?.totalReturn ?? NaN);
  });

  it("of a strategy that throws say what it threw", () => {
    const broken = defineStrategy({
      ...{ name: "broken", version: "1.0.0", indicators: () => ({}) },
      signal: () => {
        throw new Error("no idea");
      },
    });
    expect(() => noisyRuns(broken, { bars }, { draws: 10 })).toThrow("no idea");
  });
});
