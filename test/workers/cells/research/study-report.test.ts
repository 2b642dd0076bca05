import { describe, expect, it } from "vitest";
import { crossover, defineStrategy, int, range, sma, syntheticMarket } from "#engine/index.ts";
import { studyOf } from "#engine/experiments/study/optimize.ts";
import { storedResult } from "#engine/experiments/study/stored-result.ts";
import { completeStudy } from "#engine/experiments/study/study.ts";
import { emaCrossover } from "#engine/strategies/ema-crossover.ts";
import { cellOutput } from "#engine/notebook/output.ts";
import { createLongWork } from "#workers/cells/research/long-work.ts";
import { runOptimize, type OptimizeDesk } from "#workers/cells/research/study-report.ts";
import { openCrew } from "#workers/pool/crew.ts";
import type { SweepJob } from "#workers/pool/sweep-job.ts";
import { workOnTrials, type TrialJob } from "#workers/pool/trial-job.ts";
import type { StudyView } from "#workers/cells/research/study-view.ts";
import { SHOWN } from "#workers/cells/shown.ts";

const cross = defineStrategy({
  name: "cross",
  version: "1.0.0",
  params: { fast: int(5, { min: 2, max: 30 }), slow: int(20, { min: 5, max: 90 }) },
  indicators: ({ fast, slow }) => ({ fast: sma({ lengthBars: fast }), slow: sma({ lengthBars: slow }) }),
  signal: crossover("fast", "slow"),
});

const options = {
  bars: syntheticMarket({ kind: "trending", bars: 500, seed: 2 }),
  space: { fast: range(2, 20), slow: range(10, 60, 5) },
  constraints: ["fast < slow"],
  ...{ trials: 25, leastTrades: 1, seed: 3 },
};

const work = (signal = new AbortController().signal) =>
  createLongWork(
    signal,
    () => undefined,
    () => Promise.resolve(),
  );

/** Messages of a port are let in. */
const breathe = () => new Promise<void>((settle) => setImmediate(settle));

const desk: OptimizeDesk = {
  bars: (symbol) => Promise.resolve({ ...options.bars, symbol }),
  onServer: (task) => completeStudy(task),
  draw: () => undefined,
  end: () => undefined,
  help: () => undefined,
};

describe("optimize in a cell", () => {
  it("finds what the engine finds, and shows its judgement and its trials, the best first", async () => {
    const report = await runOptimize(cross, options, work(), desk);
    const plain = await completeStudy(studyOf(cross, options));
    expect(report.trials).toEqual(plain.trials);
    expect(report.panel).toEqual(plain.panel);
    const [view, ...tables] = report[SHOWN];
    expect(tables).toEqual([report.judgement, report.table]);
    const { output } = view as StudyView;
    expect(output).toMatchObject({ planned: 25, done: 25, objective: "sharpe", goal: "maximise" });
    expect(output.trials[0]).toMatchObject({ number: plain.best?.number, objective: plain.best?.score });
    expect(storedResult.parse(output.result).panel.trust).toEqual(plain.panel.trust);
    expect(cellOutput.parse(structuredClone(output))).toEqual(output);
    expect(report.table.rowCount).toBe(25);
    expect(report.table.rows()[0]?.["score"]).toBe(plain.best?.score);
    expect(String(report.judgement.rows()[0]?.["value"])).toMatch(/^[A-F]$/);
    for (const { values } of report.trials)
      expect(Number(values["fast"])).toBeLessThan(Number(values["slow"]));
  });

  it("says which trials have too few trades to be chosen, after all others, and recommends none of them", async () => {
    const report = await runOptimize(cross, { ...options, leastTrades: 12 }, work(), desk);
    const rows = report.table.rows();
    const few = rows.filter((row) => Number(row["trades"]) < 12);
    expect(few.length).toBeGreaterThan(0);
    expect(rows.slice(-few.length)).toEqual(few);
    expect(new Set(few.map((row) => row["state"]))).toEqual(new Set(["too few trades"]));
    const { values } = report.panel.plateau?.robust ?? { values: undefined };
    expect(report.trials.find((trial) => trial.values === values)?.trades).toBeGreaterThanOrEqual(12);
  });

  it("shows what it found, once, in the place of its view of the work under way", async () => {
    const seen: string[] = [];
    const ends: unknown[] = [];
    const end = (...given: unknown[]) => void (seen.push("end"), ends.push(...given));
    const report = await runOptimize(cross, options, work(), {
      ...desk,
      draw: () => void seen.push("draw"),
      end,
    });
    expect(seen.indexOf("end")).toBe(seen.length - 1);
    expect(ends[0]).toBe(report);
    expect(ends[1]).toBe(report[SHOWN][0]);
  });

  it("names an option that was misspelt, a constraint that is none, and a place that is none", async () => {
    await expect(runOptimize(cross, { ...options, ...{ objectve: "sharpe" } }, work(), desk)).rejects.toThrow(
      "did you mean objective?",
    );
    await expect(
      runOptimize(cross, { ...options, constraints: ["fast is small"] }, work(), desk),
    ).rejects.toThrow("invalid constraint: fast is small");
    await expect(runOptimize(cross, { ...options, where: "moon" as "server" }, work(), desk)).rejects.toThrow(
      "invalid where: moon",
    );
    await expect(runOptimize(cross, { ...options, space: { fats: [1, 2] } }, work(), desk)).rejects.toThrow(
      "did you mean fast?",
    );
  });

  it("loads a universe between dates, and gives the same wherever it runs", async () => {
    const { bars, ...search } = options;
    const range = { from: new Date(bars.openTime[20] ?? 0).toISOString(), to: bars.openTime[480] ?? 0 };
    const call = { ...search, universe: ["ONE"], range, trials: 6 };
    const here = await runOptimize(cross, call, work(), desk);
    const there = await runOptimize(cross, { ...call, where: "server" }, work(), desk);
    const plain = studyOf(cross, { ...options, bars: { ...bars, symbol: "ONE" }, trials: 6 });
    const times = { from: bars.openTime[20] ?? 0, to: range.to };
    const own = await completeStudy({ ...plain, options: { ...plain.options, ...times } });
    expect(here.trials).toEqual(own.trials);
    expect(there.panel).toEqual(here.panel);
  });

  it("finds the same with other threads, and with such as do not come to anything", async () => {
    const { strategy } = emaCrossover;
    const plain = await completeStudy(studyOf(strategy, options));
    const origin = { kind: "built-in", name: "ema-crossover" } as const;
    let jobs = 0;
    const willing = (job: SweepJob | TrialJob, done: () => void): void => {
      jobs += 1;
      if ("port" in job) workOnTrials(job).then(done, done);
    };
    for (const helper of [willing, () => undefined]) {
      const crew = openCrew(2, () => ({ work: helper, dismiss: () => undefined }));
      const help = () => ({ crew, origin, objective: undefined });
      const slow = createLongWork(new AbortController().signal, () => undefined, breathe);
      const report = await runOptimize(strategy, options, slow, { ...desk, help, aloneMs: 0 });
      expect(report.trials).toEqual(plain.trials);
      expect(report.panel).toEqual(plain.panel);
    }
    expect(jobs).toBe(2);
  });

  it("shows the front of several objectives, and says which of them its panel judges", async () => {
    const report = await runOptimize(
      cross,
      { ...options, objectives: ["sharpe", "maxDrawdown"] },
      work(),
      desk,
    );
    const [, judgement, , front] = report[SHOWN];
    expect([judgement, front]).toEqual([report.judgement, report.frontTable]);
    expect(report.frontTable.rows().map(({ trial }) => trial)).toEqual(
      report.front.map(({ number }) => number),
    );
    expect(report.frontTable.rows()[0]).toMatchObject({
      sharpe: report.best?.score,
      trades: report.best?.trades,
    });
    const said = report.judgement.rows().find(({ what }) => what === "front");
    expect(said?.["meaning"]).toContain("judges the set of the front that is best by sharpe");
  });

  it("stops with its cell", async () => {
    const stop = new AbortController();
    stop.abort(new Error("stopped"));
    await expect(runOptimize(cross, options, work(stop.signal), desk)).rejects.toThrow("stopped");
  });
});
