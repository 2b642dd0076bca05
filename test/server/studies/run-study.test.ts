import { afterAll, describe, expect, test } from "vitest";
import { completeStudy } from "#engine/experiments/study/study.ts";
import { readResult } from "#engine/experiments/study/stored-result.ts";
import type { StudyInput } from "#engine/experiments/study/study-spec.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { acceptSeries } from "#server/quality/accept-series.ts";
import { controlStudy } from "#server/studies/control-study.ts";
import { parquetReadObjects } from "hyparquet";
import type { StoredTable } from "#engine/data/stored-table.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { exportTrials } from "#server/studies/export-trials.ts";
import { getStudy } from "#server/studies/list-studies.ts";
import { listTrials, studyTrialOf } from "#server/studies/list-trials.ts";
import { promoteTrial } from "#server/studies/promote-trial.ts";
import { redriveStudy } from "#server/studies/redrive-study.ts";
import { readStudyEvents } from "#server/studies/study-events.ts";
import { readStoredTable } from "#server/tables/stored-tables.ts";
import { Table } from "#workers/cells/table.ts";
import { openCopy } from "../open-copy.ts";
import { crossovers, findingsOf, loadMarket, SMALL, startWorker, statusOf, until } from "./study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
await loadMarket(db, "TWO", 2);
const worker = startWorker(db);
afterAll(() => worker.stop());

const ended = (id: string) => until(async () => !["queued", "running"].includes(await statusOf(db, id)));

/** A study's result as a client reads it. */
async function resultOf(id: string) {
  const { result, error } = await getStudy(db, { id });
  expect(error).toBeNull();
  const trials = await listTrials(db, { id, limit: 10_000 });
  return readResult(result, trials.map(studyTrialOf));
}

const SPACE = {
  parameters: { fast: { kind: "int", min: 4, max: 18 }, slow: { kind: "int", min: 20, max: 60 } },
} as const satisfies StudyInput["space"];

test("a study of bars of low quality is refused until a person accepts them", async () => {
  await loadMarket(db, "POOR", 3);
  await db.pool.query("UPDATE data_versions SET score = 0.3 WHERE symbol = 'POOR'");
  const given = { ...crossovers(), symbols: ["POOR"] };
  await expect(createStudy(db, given)).rejects.toThrow("low quality of POOR 1d: 30 of 100; repair it");
  await acceptSeries(db, { symbol: "POOR", timeframe: "1d", reason: "made to be poor" });
  const { id } = await createStudy(db, given);
  await controlStudy(db, "cancel", { id });
});

describe("a study", () => {
  test.each<[string, readonly string[], Partial<StudyInput>]>([
    ["a grid", ["ONE"], {}],
    ["TPE in batches", ["ONE"], { space: SPACE, sampler: { kind: "tpe" }, trials: 24, batch: 3 }],
    [
      "a Gaussian process",
      ["ONE"],
      { space: SPACE, sampler: { kind: "gaussian-process" }, trials: 14, batch: 2 },
    ],
    ["CMA-ES", ["ONE"], { space: SPACE, sampler: { kind: "cma-es" }, trials: 16, batch: 4 }],
    ["a genetic search", ["ONE"], { space: SPACE, sampler: { kind: "genetic" }, trials: 16, batch: 4 }],
    [
      "several objectives",
      ["ONE"],
      {
        ...{ space: SPACE, sampler: { kind: "genetic", params: { population: 6 } }, trials: 18, batch: 6 },
        further: [{ objective: "maxDrawdown" }, { objective: "turnover", goal: "minimise" }],
      },
    ],
    ["pruned folds", ["ONE"], { space: SPACE, trials: 16, folds: 4, batch: 2, pruner: { kind: "wilcoxon" } }],
    [
      "a walk forward",
      ["ONE"],
      { space: SPACE, trials: 6, batch: 2, walkForward: { train: 500, test: 200 } },
    ],
    [
      "a cross validation",
      ["ONE"],
      { trials: 6, crossValidation: { groups: 4, testGroups: 2, purge: 5, embargo: 10 } },
    ],
    ["a portfolio", ["ONE", "TWO"], { space: SPACE, trials: 8, sampler: { kind: "sobol" } }],
    [
      "accounts apart",
      ["ONE", "TWO"],
      { space: SPACE, trials: 8, sampler: { kind: "random" }, accounts: "each" },
    ],
  ])("of %s comes to the bits of a study in this process", async (_name, symbols, study) => {
    const given = { ...crossovers(study), symbols: [...symbols] };
    const { id } = await createStudy(db, given);
    await ended(id);
    expect(worker.troubles).toEqual([]);
    const bars = await Promise.all(symbols.map((symbol) => readBars(db, { symbol, timeframe: "1d" })));
    const [only] = bars;
    const here = await completeStudy({
      strategy: strategies.find("ema-crossover").strategy,
      options: { bars: only && bars.length === 1 ? only : bars },
      study: given.study,
    });
    expect(await resultOf(id)).toEqual(here);
    const { rows } = await db.pool.query("SELECT count(*)::int AS n FROM trial_ledger WHERE lineage = $1", [
      id,
    ]);
    expect(rows[0]).toEqual({ n: here.trials.length });
    const { rows: windows } = await db.pool.query(
      "SELECT out_of_sample FROM study_windows WHERE study_id = $1 ORDER BY walk_window",
      [id],
    );
    expect(windows).toEqual(here.windows.map((window) => ({ out_of_sample: window.outOfSampleScore })));
  });

  test("by a function of one's own is scored as in this process, and the function is contained", async () => {
    const code = `const scale = 2; const score = ({ statistics, trades }) => scale * (statistics.sharpe ?? NaN) - trades.length / 100;`;
    const given = { ...crossovers({ objective: "custom" }), ownObjective: { code, name: "score" } };
    const { id } = await createStudy(db, given);
    const hostile = `const score = () => { if (typeof process !== "undefined") return 1; return fetch("http://127.0.0.1"); };`;
    const bad = await createStudy(db, { ...given, ownObjective: { code: hostile, name: "score" } });
    await ended(id);
    const bars = await readBars(db, { symbol: "ONE", timeframe: "1d" });
    const here = await completeStudy({
      strategy: strategies.find("ema-crossover").strategy,
      objective: ({ statistics, trades }) => 2 * (statistics["sharpe"] ?? NaN) - trades.length / 100,
      options: { bars },
      study: given.study,
    });
    expect(await resultOf(id)).toEqual(here);
    await ended(bad.id);
    const [trial] = await listTrials(db, { id: bad.id, limit: 1 });
    expect(trial?.error).toBe(
      "objective: fetch is not defined; define it in a cell of its own, with what it reads",
    );
    // The same strategy and function again, by reference to the study.
    const { name, symbols, study } = given;
    const repeated = { name, symbols, study, strategy: { kind: "study", study: id } } as const;
    const again = await createStudy(db, repeated);
    await ended(again.id);
    expect((await resultOf(again.id)).trials).toEqual(here.trials);
    await expect(createStudy(db, repeated, "local", "another")).rejects.toThrow("unknown study");
  });

  test("counts trials and looks at sealed bars of its line", async () => {
    const given = { ...crossovers({ trials: 5, seed: 41 }), lineage: "built-in:ema-crossover" };
    const one = await createStudy(db, given);
    await ended(one.id);
    const two = await createStudy(db, { ...given, study: { ...given.study, seed: 42 } });
    await ended(two.id);
    const [first, second] = [await resultOf(one.id), await resultOf(two.id)];
    expect([first.spec.priorTrials, first.spec.priorOpenings]).toEqual([0, 0]);
    expect([second.spec.priorTrials, second.spec.priorOpenings]).toEqual([5, 1]);
    expect(second.panel.trust.reasons.join()).toContain("the sealed bars were opened once before");
    const other = await createStudy(db, { ...given, symbols: ["TWO"] });
    expect((await getStudy(db, { id: other.id })).request.study.priorOpenings).toBe(0);
    await ended(other.id);
  });

  test("that is asked for again with reuse is the same one", async () => {
    const { id } = await createStudy(db, { ...SMALL, name: "first" });
    const again = await createStudy(db, { ...SMALL, name: "second", reuse: true });
    expect(again).toEqual({ id: expect.any(String) as string, trials: 48 });
    const other = await createStudy(db, { ...crossovers({ seed: 2 }), reuse: true });
    expect(new Set([id, other.id]).size).toBe(2);
    await ended(other.id);
    await ended(id);
  });

  test("keeps the text of the notebook that it comes from, whatever is typed next", async () => {
    const { id: notebookId, revision } = await createNotebook(db, { source: "one" });
    const typed = { id: notebookId, source: "two", baseRevision: revision, typing: true };
    const { revision: asked } = await saveNotebook(db, typed);
    const { id } = await createStudy(db, { ...SMALL, notebookId, cellId: "c" });
    await saveNotebook(db, { ...typed, source: "three", baseRevision: asked });
    const { notebookRevision, cellId } = await getStudy(db, { id });
    expect([notebookRevision, cellId]).toEqual([asked, "c"]);
    expect((await getNotebook(db, { id: notebookId, revision: asked })).source).toBe("two");
    await controlStudy(db, "cancel", { id });
  });

  test("counts what its notebook tried before", async () => {
    const one = await createStudy(db, { ...crossovers({ trials: 5 }), notebookId: "lineage" });
    await ended(one.id);
    const two = await createStudy(db, { ...crossovers({ trials: 5, seed: 3 }), notebookId: "lineage" });
    await ended(two.id);
    expect((await resultOf(one.id)).panel.trials).toBe(5);
    expect((await resultOf(two.id)).panel.trials).toBe(10);
  });

  test("tells its story in events that can be taken up anywhere", async () => {
    const { id } = await createStudy(db, { ...crossovers({ folds: 3 }), symbols: ["ONE", "TWO"] });
    await ended(id);
    const events = await readStudyEvents(db, id, "0");
    expect(events[0]?.event).toEqual({ type: "status", status: "running", error: null });
    expect(events.at(-1)?.event).toEqual({ type: "status", status: "completed", error: null });
    expect(events.at(-2)?.event).toMatchObject({ type: "progress", done: 48, planned: 48, failed: 0 });
    const rest = await readStudyEvents(db, id, events[0]?.id ?? "0");
    expect(rest).toEqual(events.slice(1));
  });

  test("whose code is no strategy fails with the reason", async () => {
    const strategy = { kind: "code", code: "const a = 1", name: "a" } as const;
    const { id } = await createStudy(db, { ...SMALL, strategy });
    await ended(id);
    const { rows } = await db.pool.query("SELECT status, error FROM studies WHERE id = $1", [id]);
    expect(rows[0]).toEqual({
      status: "failed",
      error: "Error: no strategy in a; make one with defineStrategy({ ... })",
    });
  });

  test("goes on after trials that had to be ended by force, each with the reason", async () => {
    const code = `const harm = [() => 0, () => { for (;;); }, () => { const all = []; for (;;) all.push(new Float64Array(1e6).fill(1)); },
        () => require("node:fs"), () => { const f = () => Promise.resolve().then(f); f(); for (;;); }, () => 0];
      const bad = defineStrategy({ name: "bad", version: "1.0.0", params: { way: int(0, { min: 0, max: 5 }) },
        signal: ({ params }) => { harm[params.way](); return hold(); } });`;
    const strategy = { kind: "code", code, name: "bad" } as const;
    const space = { parameters: { way: { kind: "int", min: 0, max: 5 } } } as const;
    const study = { ...crossovers({ space, trials: 6 }), strategy, trialSeconds: 1, memoryMb: 64 };
    const { id } = await createStudy(db, study);
    await ended(id);
    const { rows } = await db.pool.query<{ error: string | null }>(
      "SELECT error FROM trials WHERE study_id = $1 ORDER BY number",
      [id],
    );
    expect(rows.map(({ error }) => error)).toEqual([
      null,
      "strategy ran longer than 1 s; look for a loop that does not end",
      expect.stringMatching(/more than 64 MB|allocation failed/),
      expect.stringContaining("require is not defined"),
      "strategy ran longer than 1 s; look for a loop that does not end",
      null,
    ]);
    expect(await statusOf(db, id)).toBe("completed");
  });

  test("refuses bars that are not the server's", async () => {
    const { openTime } = await readBars(db, { symbol: "ONE", timeframe: "1d" });
    const part = { first: openTime[0] ?? 0, last: openTime[99] ?? 0, hash: "0".repeat(64) };
    await expect(createStudy(db, { ...SMALL, parts: { ONE: part } })).rejects.toThrow(
      "bars of ONE are not the server's",
    );
  });

  test("stops within two seconds of being cancelled, whatever its code does", async () => {
    const code = `const slow = defineStrategy({ name: "slow", version: "1.0.0",
      params: { fast: int(5, { min: 2, max: 99 }), slow: int(20, { min: 2, max: 99 }) }, signal: () => { for (;;); } });`;
    const { id } = await createStudy(db, { ...SMALL, strategy: { kind: "code", code, name: "slow" } });
    const active = async () => {
      const { rowCount } = await db.pool.query(
        "SELECT 1 FROM pgboss.job WHERE state = 'active' AND data->>'study' = $1",
        [id],
      );
      return rowCount ?? 0;
    };
    await until(async () => (await active()) > 0);
    const asked = Date.now();
    await controlStudy(db, "cancel", { id });
    await until(async () => (await active()) === 0);
    expect(Date.now() - asked).toBeLessThan(2_000);
    await expect(controlStudy(db, "resume", { id })).rejects.toThrow("study is not paused");
  });

  test("that was paused goes on where it was, to the same findings", async () => {
    // So many that it is not over before it is paused.
    const study = { space: SPACE, trials: 200, folds: 3, seed: 9 };
    const whole = await createStudy(db, crossovers(study));
    await ended(whole.id);
    const { id } = await createStudy(db, crossovers(study));
    await until(async () => (await getStudy(db, { id })).done > 0);
    await controlStudy(db, "pause", { id });
    await controlStudy(db, "resume", { id });
    await until(async () => (await statusOf(db, id)) === "completed");
    expect(await findingsOf(db, id)).toEqual(await findingsOf(db, whole.id));
  });
});

describe("what a study leaves behind", () => {
  test("is read by SQL cells, written as files and kept as a version", async () => {
    const study = { space: SPACE, trials: 4, walkForward: { train: 500, test: 250 }, seed: 77 };
    const { id } = await createStudy(db, { ...crossovers(study), name: "left, behind" });
    await ended(id);
    const rowsOf = async (name: StoredTable) => new Table(await readStoredTable(db, name)).rows();
    expect((await rowsOf("saved_studies")).find((row) => row["study"] === id)).toMatchObject({
      done: 8,
      name: "left, behind",
    });
    expect((await rowsOf("saved_trials")).filter((row) => row["study"] === id)).toHaveLength(8);
    expect((await rowsOf("saved_windows")).filter((row) => row["study"] === id)).toHaveLength(2);
    expect((await rowsOf("saved_ledger")).filter((row) => row["study"] === id)).toHaveLength(8);

    const text = async (format: string) =>
      new TextDecoder().decode((await exportTrials(db, id, format)).body);
    const lines = (await text("csv")).trim().split("\n");
    expect(lines[0]).toBe(
      "window,number,status,objective,trades,param.fast,param.slow,metric.maxDrawdown,metric.totalReturn,durationMs,error",
    );
    expect(lines).toHaveLength(9);
    const { body } = await exportTrials(db, id, "parquet");
    const file = {
      byteLength: body.byteLength,
      slice: (from: number, to?: number) => body.slice(from, to).buffer,
    };
    const rows = await parquetReadObjects({ file });
    const json = JSON.parse(await text("json")) as { trials: object[] };
    expect(rows.map((row) => ({ ...row }))).toEqual(json.trials);
    expect(rows.every(({ durationMs }) => Number(durationMs) > 0)).toBe(true);

    const kept = await promoteTrial(db, { id, window: 1, number: 2 });
    expect(await promoteTrial(db, { id, window: 1, number: 2 })).toEqual(kept);
    const { rows: versions } = await db.pool.query(
      "SELECT name, source::jsonb->'params' AS params FROM strategy_versions",
    );
    const trial = (await listTrials(db, { id })).find(({ window, number }) => window === 1 && number === 2);
    expect(versions).toEqual([{ name: kept.name, params: trial?.params }]);
    await expect(promoteTrial(db, { id, number: 99 })).rejects.toThrow("unknown trial: 99");
  });

  test("is tried again where it was given up", async () => {
    const study = crossovers({ trials: 6, seed: 5 });
    const whole = await createStudy(db, study);
    await ended(whole.id);
    const { id } = await createStudy(db, study);
    // As a worker that ends every time leaves it behind.
    await until(async () => {
      const { rowCount } = await db.pool.query(
        "UPDATE study_evaluations SET status = 'dead', error = 'given up' WHERE study_id = $1 AND status = 'waiting'",
        [id],
      );
      return (rowCount ?? 0) > 0;
    });
    await ended(id);
    const { dead, runs } = await getStudy(db, { id });
    expect(dead).toBeGreaterThan(0);
    expect(runs.givenUp).toHaveLength(dead);
    expect(runs.givenUp[0]).toMatchObject({ error: "given up", to: expect.any(Number) as number });
    await redriveStudy(db, { id });
    await ended(id);
    expect(await findingsOf(db, id)).toEqual(await findingsOf(db, whole.id));
    const { rows } = await db.pool.query("SELECT count(*)::int AS n FROM trial_ledger WHERE study_id = $1", [
      id,
    ]);
    expect(rows[0]).toEqual({ n: 6 });
    await expect(redriveStudy(db, { id })).rejects.toThrow("nothing of this study was given up");
  });
});
