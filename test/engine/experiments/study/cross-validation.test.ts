import { describe, expect, it } from "vitest";
import { backtest } from "#engine/backtest.ts";
import type { TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import { plainResult, readResult } from "#engine/experiments/study/stored-result.ts";
import { evaluateFor, planOf } from "#engine/experiments/study/study-plan.ts";
import { parseStudy, type StudyInput, type StudyTrial } from "#engine/experiments/study/study-spec.ts";
import { completeStudy, runStudy } from "#engine/experiments/study/study.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

const ROWS = 720;
const bars = syntheticMarket({ kind: "volatile", bars: ROWS, seed: 6 });
const { strategy } = strategies.find("ema-crossover");
const STUDY: StudyInput = {
  space: {
    parameters: {
      fast: { kind: "choice", values: [3, 6, 9] },
      slow: { kind: "choice", values: [15, 30] },
    },
  },
  sampler: { kind: "grid" },
  leastTrades: 0,
  holdOut: 0,
  crossValidation: { groups: 6, testGroups: 2, purge: 5, embargo: 10 },
};
const taskOf = (study: Partial<StudyInput> = {}) => ({
  strategy,
  options: { bars },
  study: { ...STUDY, ...study },
});
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a study by combinatorial cross validation", () => {
  it("searches once per split and once more on all groups, and stitches paths of every group", async () => {
    const { cross, trials, panel, best } = await completeStudy(taskOf());
    expect([cross?.splits.length, cross?.paths.length, cross?.distribution.paths]).toEqual([15, 5, 5]);
    expect(trials.length).toBe(16 * 6);
    expect(panel.trials).toBe(16 * 6);
    expect(best?.window).toBe(15);
    const sharpes = (cross?.paths ?? []).map(({ sharpe }) => sharpe ?? NaN).sort((a, b) => a - b);
    expect(panel.outOfSampleSharpe).toBe(sharpes[2]);
    expect(cross?.distribution.median).toBe(sharpes[2]);
  });

  it("chooses in each split by what its purged groups alone say", async () => {
    const { cross, trials } = await completeStudy(taskOf());
    const plan = planOf(parseStudy(STUDY), taskOf());
    for (const { window, best, testGroups, outOfSampleScore } of cross?.splits ?? []) {
      const { parts, split } = plan.windows[window] ?? { parts: [] };
      const scoreOn = (values: StudyTrial["values"], { from, to }: { from: number; to: number }) =>
        backtest(strategy, {
          bars,
          params: values,
          from: bars.openTime[from] ?? NaN,
          ...(to < ROWS ? { to: bars.openTime[to] ?? NaN } : {}),
        }).statistics["sharpe"] ?? NaN;
      const own = trials.filter((trial) => trial.window === window);
      for (const { values, score } of own)
        expect(score).toBeCloseTo(mean(parts.map((part) => scoreOn(values, part))), 12);
      expect(best?.score).toBe(Math.max(...own.map(({ score }) => score ?? -Infinity)));
      const after = (split?.tests ?? []).map((test) => scoreOn(best?.values ?? {}, test));
      expect(after.length).toBe(testGroups.length);
      expect(outOfSampleScore ?? NaN).toBeCloseTo(mean(after), 12);
    }
  });

  it("runs each set on each stretch once, however many splits ask for it", async () => {
    const own = evaluateFor(parseStudy(STUDY), strategy, { bars });
    const asked: string[] = [];
    const evaluate = (request: TrialRequest) => {
      asked.push(JSON.stringify(request));
      return own(request);
    };
    await completeStudy({ ...taskOf(), evaluate });
    expect(new Set(asked).size).toBe(asked.length);
  });

  it("is the same interrupted, in any width, and after it was stored as text", async () => {
    const study = { sampler: { kind: "tpe" }, trials: 5, batch: 2, holdOut: 0.2 };
    const whole = await completeStudy(taskOf(study));
    const stored: StudyTrial[] = [];
    for await (const { trial } of runStudy(taskOf(study))) if (stored.push(trial) === 17) break;
    expect(await completeStudy({ ...taskOf(study), earlier: stored })).toEqual(whole);
    const own = evaluateFor(parseStudy(taskOf(study).study), strategy, { bars });
    const evaluate = (request: TrialRequest) => Promise.resolve(own(request));
    expect(await completeStudy({ ...taskOf(study), evaluate, width: 16 })).toEqual(whole);
    const text = JSON.stringify(plainResult(whole));
    expect(readResult(JSON.parse(text), whole.trials)).toEqual(whole);
  });
});

describe("a study by purged k-fold", () => {
  it("has one path, of every bar that no trial was kept from", async () => {
    const { cross } = await completeStudy(taskOf({ crossValidation: { groups: 5, purge: 3 } }));
    expect([cross?.splits.length, cross?.paths.length]).toEqual([5, 1]);
  });

  it.each<[string, Partial<StudyInput>, string]>([
    ["a purge that leaves nothing", { crossValidation: { groups: 2, purge: 400 } }, "invalid purge: 400"],
    ["a walk forward besides", { walkForward: { train: 100, test: 50 } }, "use one of them"],
    ["as many tests as groups", { crossValidation: { groups: 3, testGroups: 3 } }, "invalid testGroups: 3"],
  ])("refuses %s", async (_name, study, words) => {
    await expect(completeStudy(taskOf(study))).rejects.toThrow(words);
  });
});
