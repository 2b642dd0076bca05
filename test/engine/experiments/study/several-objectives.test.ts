import { describe, expect, test } from "vitest";
import { completeStudy, studyOf } from "#engine/index.ts";
import type { OptimizeOptions } from "#engine/experiments/study/optimize.ts";
import { plainResult, readResult } from "#engine/experiments/study/stored-result.ts";
import type { StudyTrial } from "#engine/experiments/study/study-spec.ts";
import { cross, volatileBars as bars } from "#test/arbitraries/cross-study.ts";

const study = (options: Partial<OptimizeOptions>) =>
  completeStudy(studyOf(cross, { bars, trials: 72, leastTrades: 2, batch: 24, ...options }));
const both = await study({ objectives: ["sharpe", "maxDrawdown"] });

/** By brute force: every pair is compared, in the words of the definition. */
function unbeaten(
  trials: readonly StudyTrial[],
  scoresOf: (trial: StudyTrial) => readonly number[],
): number[] {
  const sound = trials.filter(({ trades }) => trades >= 2);
  const beats = (a: readonly number[], b: readonly number[]): boolean =>
    a.every((score, at) => score >= (b[at] ?? NaN)) && a.some((score, at) => score > (b[at] ?? NaN));
  return sound
    .filter((trial) => !sound.some((other) => beats(scoresOf(other), scoresOf(trial))))
    .map(({ number }) => number);
}

describe("a study of several objectives", () => {
  test("has a front of what no other trial beats by all of them, by the definition", () => {
    const scores = ({ score, metrics }: StudyTrial): number[] => [
      score ?? NaN,
      metrics["maxDrawdown"] ?? NaN,
    ];
    const expected = new Set(unbeaten(both.trials, scores));
    const found = both.front.map(({ number }) => number);
    // Sets that are the same by all objectives are told once.
    const distinct = new Set(
      both.trials.filter(({ number }) => expected.has(number)).map((each) => scores(each).join()),
    );
    expect(found.every((number) => expected.has(number))).toBe(true);
    expect(found.length).toBe(distinct.size);
    expect(found.length).toBeGreaterThan(1);
  });

  test("is judged by the trial of its front that is best by the first objective", () => {
    expect(both.front[0]).toBe(both.best);
    const most = Math.max(
      ...both.trials.flatMap(({ score, trades }) => (trades >= 2 && score !== null ? [score] : [])),
    );
    expect(both.best?.score).toBe(most);
  });

  test("keeps its further objectives with every trial, and its front where it is stored", () => {
    expect(both.trials.every(({ metrics }) => "maxDrawdown" in metrics)).toBe(true);
    const again = readResult(JSON.parse(JSON.stringify(plainResult(both))), both.trials);
    expect(again.front).toEqual(both.front);
    expect(again.spec.further).toEqual([{ objective: "maxDrawdown", goal: "maximise" }]);
  });

  test("searches for what is wanted small as well as large, and breeds for all objectives", async () => {
    const few = await study({ objectives: ["sharpe", { objective: "tradeCount", goal: "minimise" }] });
    const counts = few.front.map(({ metrics }) => metrics["tradeCount"] ?? NaN);
    const sharpes = few.front.map(({ score }) => score ?? NaN);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(sharpes).toEqual([...sharpes].sort((a, b) => b - a));
    const one = await study({ objective: "sharpe", method: "genetic" });
    expect(few.trials.slice(24).map(({ values }) => values)).not.toEqual(
      one.trials.slice(24).map(({ values }) => values),
    );
    expect(one.front).toEqual([]);
  });

  test.each([
    [
      { objectives: ["sharpe", "calmar"], method: "tpe" },
      "method tpe with several objectives; use genetic, random, sobol or grid",
    ],
    [
      { objectives: ["sharpe", "calmar"], folds: 2, pruner: "median" },
      "pruner median with several objectives; use none, or one objective",
    ],
    [{ objectives: ["sharpe", "sharpe"] }, "objective sharpe twice; name each once"],
    [{ objectives: ["sharpe"], goal: "minimise" }, "objectives beside objective or goal; use one of them"],
    [{ objectives: [] }, "no objectives; name one or more, such as sharpe"],
    [
      { objectives: ["sharpe", () => 1] },
      "a function as a further objective; put it first, or name a statistic",
    ],
  ] as const)("refuses %j before anything runs", async (options, words) => {
    await expect((async () => study(options))()).rejects.toThrow(words);
  });
});
