import { describe, expect, it } from "vitest";
import { int, sma } from "#engine/index.ts";
import { localEvaluate, type TrialOutcome } from "#engine/experiments/study/evaluate-trial.ts";
import { completeStudy, runStudy } from "#engine/experiments/study/study.ts";
import { plainResult, readResult } from "#engine/experiments/study/stored-result.ts";
import { evaluateFor, type StudyTask } from "#engine/experiments/study/study-plan.ts";
import { spaceOfGrid, spaceOfStrategy } from "#engine/experiments/study/strategy-space.ts";
import { countTrials } from "#engine/experiments/study/trial-ledger.ts";
import { parseStudy, type StudyInput, type StudyTrial } from "#engine/experiments/study/study-spec.ts";
import { backtest } from "#engine/backtest.ts";
import { percent } from "#engine/execution/fees/percent.ts";
import { crossover } from "#engine/signals/crossover.ts";
import { defineStrategy } from "#engine/strategy.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

const cross = defineStrategy({
  name: "cross",
  version: "1.0.0",
  params: { fast: int(5, { min: 2, max: 20 }), slow: int(20, { min: 5, max: 60 }) },
  indicators: ({ fast, slow }) => ({ fast: sma({ lengthBars: fast }), slow: sma({ lengthBars: slow }) }),
  signal: crossover("fast", "slow"),
});

const bars = syntheticMarket({ kind: "volatile", bars: 600, seed: 4 });

const taskOf = (study: Partial<StudyInput> = {}, more: Partial<StudyTask> = {}): StudyTask => ({
  strategy: cross,
  options: { bars },
  study: {
    space: { ...spaceOfStrategy(cross), constraints: [{ left: "fast", relation: "<", right: "slow" }] },
    trials: 20,
    leastTrades: 2,
    ...study,
  },
  ...more,
});

describe("a study", () => {
  it("scores a set as a backtest of the same stretch does, and never shows trials the held-out bars", async () => {
    const seen: number[] = [];
    const own = localEvaluate({ strategy: cross, options: { bars }, objective: "sharpe" });
    const study = await completeStudy(
      taskOf({}, { evaluate: (request) => (seen.push(request.to), own(request)) }),
    );
    const { best, heldOutFrom, outOfSampleScore, closes } = study;
    expect(closes).toBe(bars.close.length);
    expect(heldOutFrom).toBe(bars.openTime[450]);
    // Every look but one ends before the sealed bars: the one that judges the best.
    expect(seen.filter((to) => to > (heldOutFrom ?? 0)).length).toBe(1);
    const again = backtest(cross, { bars, params: best?.values ?? {}, to: heldOutFrom ?? 0 });
    expect(again.statistics["sharpe"]).toBe(best?.score);
    const after = backtest(cross, { bars, params: best?.values ?? {}, from: heldOutFrom ?? 0 });
    expect(after.statistics["sharpe"]).toBe(outOfSampleScore);
  });

  it("whose dates leave no bars says where there are some", async () => {
    const from = Date.UTC(2500, 0);
    const [first, last] = [bars.openTime[0], bars.openTime.at(-1)].map((time) =>
      new Date(time ?? NaN).toISOString().slice(0, 10),
    );
    await expect(completeStudy(taskOf({}, { options: { bars, from } }))).rejects.toThrow(
      `too few bars: 0; use dates between ${first} and ${last}`,
    );
  });

  it.each<[string, Partial<StudyInput>]>([
    ["in batches", { batch: 4 }],
    ["over pruned folds", { folds: 4, pruner: { kind: "wilcoxon" } }],
    ["in a walk forward", { trials: 8, walkForward: { train: 250, test: 100 } }],
  ])("gives the same %s, whether or not it was interrupted", async (_name, study) => {
    const whole = await completeStudy(taskOf(study));
    const stored: StudyTrial[] = [];
    for await (const { trial } of runStudy(taskOf(study)))
      if (stored.push(JSON.parse(JSON.stringify(trial)) as StudyTrial) === 11) break;
    const resumed = await completeStudy(taskOf(study, { earlier: stored }));
    expect(resumed).toEqual(whole);
  });

  it("gives the same in whatever order the trials of a batch finish", async () => {
    const own = evaluateFor(parseStudy(taskOf().study), cross, { bars });
    const waiting: (() => void)[] = [];
    const backwards = (request: Parameters<typeof own>[0]): Promise<TrialOutcome> =>
      new Promise((resolve) => {
        waiting.unshift(() => resolve(own(request)));
        queueMicrotask(() => queueMicrotask(() => waiting.splice(0).forEach((run) => run())));
      });
    const study = { batch: 5, trials: 15 };
    expect(await completeStudy(taskOf(study, { evaluate: backwards }))).toEqual(
      await completeStudy(taskOf(study)),
    );
  });

  it.each<[string, Partial<StudyInput>]>([
    ["of blind trials", { sampler: { kind: "sobol" }, trials: 30 }],
    ["of a walk forward's windows", { trials: 6, batch: 2, walkForward: { train: 250, test: 100 } }],
    ["of folds", { folds: 3, trials: 8 }],
  ])("gives the same in whatever width, %s", async (_name, study) => {
    const own = evaluateFor(parseStudy(taskOf(study).study), cross, { bars });
    let underWay = 0;
    let most = 0;
    const evaluate = async (request: Parameters<typeof own>[0]): Promise<TrialOutcome> => {
      most = Math.max(most, ++underWay);
      await new Promise<void>((resolve) => queueMicrotask(resolve));
      underWay -= 1;
      return own(request);
    };
    const wide = await completeStudy(taskOf(study, { evaluate, width: 16 }));
    expect(most).toBeGreaterThan(2);
    expect(wide).toEqual(await completeStudy(taskOf(study)));
  });

  it("is the same after it was stored as text", async () => {
    const whole = await completeStudy(taskOf({ trials: 6, walkForward: { train: 250, test: 100 } }));
    const text = JSON.stringify({ result: plainResult(whole), trials: whole.trials });
    const stored = JSON.parse(text) as { result: unknown; trials: StudyTrial[] };
    expect(readResult(stored.result, stored.trials)).toEqual(whole);
  });

  it("of accounts apart scores a set by the mean of its symbols", async () => {
    const [one, two] = [11, 12].map((seed) =>
      syntheticMarket({ kind: "trending", symbol: `S${seed}`, bars: 600, seed }),
    );
    if (!one || !two) throw new Error("two markets");
    const study: Partial<StudyInput> = { trials: 3, accounts: "each", metrics: ["totalReturn"] };
    const { trials } = await completeStudy(taskOf(study, { options: { bars: [one, two] } }));
    for (const { values, score, metrics } of trials) {
      const alone = [one, two].map((each) => {
        const to = each.openTime[450] ?? NaN;
        return backtest(cross, { bars: each, params: values, from: each.openTime[0] ?? NaN, to }).statistics;
      });
      const mean = (kind: string) => alone.reduce((sum, found) => sum + (found[kind] ?? NaN), 0) / 2;
      expect(score).toBe(mean("sharpe"));
      expect(metrics["totalReturn"]).toBe(mean("totalReturn"));
    }
  });

  it("stitches a walk forward out of what each window chose without its test", async () => {
    const { windows, walk, panel, trials } = await completeStudy(
      taskOf({ trials: 6, walkForward: { train: 250, test: 100 } }),
    );
    expect(windows.map(({ test }) => [test.from, test.to])).toEqual([
      [250, 350],
      [350, 450],
      [450, 550],
    ]);
    expect(walk?.returns.length).toBe(300);
    expect(trials.length).toBe(18);
    expect(panel.trials).toBe(18);
  });

  it("begins each test flat, and values what is open at its end, or closes it at a cost where the execution says so", async () => {
    const ends = [];
    for (const closeAtEnd of [false, true]) {
      const options = { bars, fees: percent({ pct: 0.5 }), execution: { closeAtEnd } };
      const task = taskOf({ trials: 6, walkForward: { train: 250, test: 100 } }, { options });
      const { windows, walk } = await completeStudy(task);
      const own = localEvaluate({ strategy: cross, options, objective: "sharpe" });
      const alone = windows.flatMap(({ best, test: { from, to } }) => {
        const times = { from: bars.openTime[from] ?? NaN, to: bars.openTime[to] ?? NaN };
        return best ? [...own({ values: best.values, ...times }).returns] : [];
      });
      expect(walk?.returns).toEqual(Float64Array.from(alone));
      ends.push(walk?.equity.at(-1) ?? NaN);
    }
    expect(ends[1]).toBeLessThan(ends[0] ?? NaN);
  });

  it("counts trials of the lineage against the best", async () => {
    const alone = await completeStudy(taskOf());
    const many = await completeStudy(taskOf({ priorTrials: 5000 }));
    expect(many.panel.trials).toBe(5020);
    expect(many.panel.deflatedSharpe ?? 1).toBeLessThan(alone.panel.deflatedSharpe ?? 0);
    const entry = { study: "a", strategy: "cross", trials: 20, isDeleted: true };
    expect(countTrials({ lineage: "n", entries: [entry, { ...entry, trials: 5 }] }, "cross")).toBe(25);
  });

  it("records an exception of the strategy as a failed trial and goes on", async () => {
    const fragile = defineStrategy({
      name: "fragile",
      version: "1.0.0",
      params: { fast: int(5, { min: 2, max: 20 }) },
      indicators: ({ fast }) => ({ fast: sma({ lengthBars: fast }) }),
      signal: ({ params }) => {
        if (params.fast > 10) throw new Error("too slow for me");
        return { kind: "hold" } as never;
      },
    });
    const { trials } = await completeStudy({
      strategy: fragile,
      options: { bars },
      study: { space: spaceOfStrategy(fragile), trials: 12 },
    });
    expect(trials.length).toBe(12);
    expect(trials.some(({ state, error }) => state === "failed" && error?.includes("too slow for me"))).toBe(
      true,
    );
  });

  it("stops between trials", async () => {
    let looks = 0;
    const abort = {
      throwIfAborted: () => {
        if (++looks > 3) throw new Error("stopped");
      },
    };
    const done: number[] = [];
    await expect(completeStudy(taskOf({}, { abort }), (event) => done.push(event.done))).rejects.toThrow(
      "stopped",
    );
    expect(done).toEqual([1, 2, 3]);
  });

  it("refuses what is not a study before it runs anything", async () => {
    await expect(completeStudy(taskOf({ objective: "sharp" }))).rejects.toThrow("did you mean sharpe?");
    await expect(completeStudy(taskOf({ walkForward: { train: 900, test: 10 } }))).rejects.toThrow(
      "no window fits into 600 bars",
    );
  });
});

describe("a space", () => {
  it("is read from a strategy's own parameters, or from a grid", () => {
    expect(spaceOfStrategy(cross).parameters["fast"]).toEqual({ kind: "int", min: 2, max: 20, step: 1 });
    expect(spaceOfGrid({ a: [2, 4, 6], b: [0.1, 0.2, 0.4], c: ["x", "y"] }).parameters).toEqual({
      a: { kind: "int", min: 2, max: 6, step: 2 },
      b: { kind: "choice", values: [0.1, 0.2, 0.4] },
      c: { kind: "choice", values: ["x", "y"] },
    });
  });
});
