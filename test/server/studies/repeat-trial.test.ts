import { afterAll, expect, test } from "vitest";
import { createStudy } from "#server/studies/create-study.ts";
import { keptTrials } from "#server/studies/kept-trials.ts";
import { listTrials } from "#server/studies/list-trials.ts";
import { promoteTrial } from "#server/studies/promote-trial.ts";
import { readRepeat, repeatTrial } from "#server/studies/repeat-trial.ts";
import { getStrategy } from "#server/strategies/get-strategy.ts";
import { promotedFrom } from "#server/strategies/promoted-from.ts";
import { openCopy } from "../open-copy.ts";
import { crossovers, loadMarket, startWorker, statusOf, until } from "./study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
const worker = startWorker(db);
afterAll(() => worker.stop());

const MORE = { trials: 6, folds: 2, pruner: { kind: "wilcoxon" }, walkForward: { train: 500, test: 250 } };
const { id } = await createStudy(db, crossovers({ sampler: { kind: "tpe" }, batch: 3, ...MORE }));
await until(async () => (await statusOf(db, id)) === "completed");
const [trial] = (await listTrials(db, { id, status: "completed" })).filter(({ window }) => window === 1);
const place = { id, window: 1, number: trial?.number ?? NaN };
const ended = () => until(async () => ["done", "failed"].includes((await readRepeat(db, place)).status));

test("a trial that is run once more comes to the same bits, and is nobody's new trial", async () => {
  const counted = "SELECT count(*)::int AS n FROM trial_ledger";
  const before = (await db.pool.query(counted)).rows;
  expect(await readRepeat(db, place)).toMatchObject({ status: "none", same: null });
  expect(await repeatTrial(db, place)).toMatchObject({ status: "asked" });
  await ended();
  const found = await readRepeat(db, place);
  expect(found).toMatchObject({ status: "done", same: true, error: null });
  expect(found.resultHash).toBe(trial?.resultHash);
  expect((await db.pool.query(counted)).rows).toEqual(before);
  expect(worker.troubles).toEqual([]);
});

test("a result that was changed since is told apart", async () => {
  const changed =
    "UPDATE trials SET result_hash = $4 WHERE study_id = $1 AND walk_window = $2 AND number = $3";
  await db.pool.query(changed, [id, 1, place.number, "0".repeat(64)]);
  await repeatTrial(db, place);
  await ended();
  expect(await readRepeat(db, place)).toMatchObject({ status: "done", same: false });
  await expect(repeatTrial(db, { ...place, number: 999 })).rejects.toThrow("unknown trial: 999");
});

test("a version knows the trial that it was promoted from, in its own workspace only", async () => {
  const { version } = await promoteTrial(db, place);
  const { rows } = await db.pool.query<{ workspaceId: string }>(
    'SELECT workspace_id AS "workspaceId" FROM studies WHERE id = $1',
    [id],
  );
  const workspaceId = rows[0]?.workspaceId ?? "";
  expect(await promotedFrom(db, { version, workspaceId })).toEqual(place);
  const [kept, ...others] = await keptTrials(db, { id });
  expect(kept).toMatchObject({ window: 1, number: place.number, version });
  expect(others).toEqual([]);
  const { rows: versions } = await db.pool.query("SELECT version FROM strategy_versions WHERE id = $1", [
    kept?.strategyId,
  ]);
  expect(versions).toEqual([{ version }]);
  expect(version).toBe(`study-${id.slice(0, 8)}-w2-${place.number}`);
  expect((await getStrategy(db, { id: kept?.strategyId ?? "" })).kept).toMatchObject({
    strategy: { kind: "built-in" },
    params: trial?.params,
    symbols: ["ONE"],
  });
  // As an earlier release named them, with windows from 0.
  const before = `study-${id.slice(0, 8)}-1.${place.number}`;
  expect(await promotedFrom(db, { version: before, workspaceId })).toEqual(place);
  expect(await promotedFrom(db, { version, workspaceId: "another" })).toBeNull();
  expect(await promotedFrom(db, { version: "1.0.0", workspaceId })).toBeNull();
});
