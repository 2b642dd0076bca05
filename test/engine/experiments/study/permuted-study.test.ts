import { describe, expect, it } from "vitest";
import { permutationTest, permutedBars, permutedScore } from "#engine/experiments/study/permuted-study.ts";
import { completeStudy } from "#engine/experiments/study/study.ts";
import type { StudyInput } from "#engine/experiments/study/study-spec.ts";
import type { Bars } from "#engine/market/bars.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

const { strategy } = strategies.find("ema-crossover");
const market = (symbol: string, seed: number): Bars =>
  syntheticMarket({ kind: "trending", symbol, seed, bars: 400 });
/** Bars whose closes rise and fall for some forty days each, so that a crossover of averages earns. */
function waving(bars: Bars): Bars {
  const level = (row: number): number => 100 * Math.exp(0.3 * Math.sin((2 * Math.PI * row) / 80));
  const close = bars.close.map((_, row) => level(row));
  const open = bars.close.map((_, row) => level(Math.max(0, row - 1)));
  const high = close.map((price, row) => Math.max(price, open[row] ?? price));
  const low = close.map((price, row) => Math.min(price, open[row] ?? price));
  return { ...bars, open, high, low, close };
}
const STUDY: StudyInput = {
  space: {
    parameters: {
      fast: { kind: "int", min: 3, max: 12, step: 3 },
      slow: { kind: "int", min: 20, max: 30, step: 10 },
    },
  },
  ...{ sampler: { kind: "grid" }, trials: 8, leastTrades: 0 },
};

async function testOf(study: StudyInput, bars: Bars, markets: number) {
  const found = await completeStudy({ strategy, options: { bars }, study });
  const scores: number[] = [];
  for (let number = 0; number < markets; number++) {
    const [permuted = bars] = permutedBars([bars], found.spec, { until: found.heldOutFrom, number });
    scores.push(await permutedScore({ strategy, options: { bars: permuted }, study }));
  }
  return { found, scores, test: permutationTest(found, scores) };
}

describe("a permutation test", () => {
  it("permutes what the search saw, the same for the same seed and number, and lets symbols move together", () => {
    const [one, two] = [market("ONE", 1), market("TWO", 1)];
    const until = one.openTime[320] ?? 0;
    const [a, b] = permutedBars([one, two], { seed: 7 }, { until, number: 3 });
    expect(a?.close).toHaveLength(320);
    expect(a?.close.at(-1)).toBeCloseTo(one.close[319] ?? NaN, 8);
    expect(a?.close).not.toEqual(one.close.slice(0, 320));
    expect(a?.close).toEqual(b?.close);
    expect(permutedBars([one], { seed: 7 }, { until, number: 3 })[0]).toEqual(a);
    expect(permutedBars([one], { seed: 7 }, { until, number: 4 })[0]?.close).not.toEqual(a?.close);
    expect(permutedBars([one], { seed: 7 }, { until: null, number: 3 })[0]?.close).toHaveLength(400);
  });

  it("finds trends that are there, and none where their order is lost", async () => {
    const waves = waving(market("ONE", 3));
    const { test: found } = await testOf(STUDY, waves, 19);
    expect(found).toMatchObject({ asGood: 0, pValue: 1 / 20 });
    const [noise = waves] = permutedBars([waves], { seed: 99 }, { until: null, number: 0 });
    const { test } = await testOf(STUDY, noise, 9);
    expect(test.pValue).toBeGreaterThan(0.1);
  });

  it("searches as the study does, trial for trial, and judges a walk forward by what came after its windows", async () => {
    const bars = market("ONE", 5);
    const { found, scores, test } = await testOf({ ...STUDY, holdOut: 0 }, bars, 3);
    expect(scores).toHaveLength(3);
    expect(await permutedScore({ strategy, options: { bars }, study: STUDY })).toBe(found.best?.score);
    expect(test.real).toBe(found.best?.score);
    const walk = { ...STUDY, walkForward: { train: 200, test: 100 } };
    const walked = await testOf(walk, bars, 2);
    const after = walked.found.windows.map(({ outOfSampleScore }) => outOfSampleScore ?? NaN);
    expect(walked.test.real).toBe(after.reduce((sum, score) => sum + score, 0) / after.length);
  });

  it("counts by the goal, the real market among the others, and a search that found nothing as no evidence", async () => {
    const { found } = await testOf(STUDY, market("ONE", 3), 0);
    const real = found.best?.score ?? NaN;
    expect(permutationTest(found, [real, real - 1, real + 1, NaN])).toEqual({
      real,
      markets: 4,
      asGood: 2,
      pValue: 3 / 5,
    });
    const low = { ...found, spec: { ...found.spec, goal: "minimise" as const } };
    expect(permutationTest(low, [real - 1, real + 1]).asGood).toBe(1);
    expect(permutationTest({ ...found, best: undefined }, [1, 2]).pValue).toBe(1);
  });

  it("of a cross validation searches once, on all groups, as its last search did", async () => {
    const bars = waving(market("ONE", 1));
    const task = {
      strategy,
      options: { bars },
      study: { ...STUDY, crossValidation: { groups: 3 }, holdOut: 0 },
    };
    const { best } = await completeStudy(task);
    expect(best?.score).toEqual(expect.any(Number));
    expect(await permutedScore(task)).toBe(best?.score);
  });
});
