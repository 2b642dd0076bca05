import { afterAll, afterEach, expect, test } from "vitest";
import { DEAD_SHARDS, openQueue, SHARDS, type ShardJob } from "#server/jobs/open-queue.ts";
import { controlStudy } from "#server/studies/control-study.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { getStudy } from "#server/studies/list-studies.ts";
import { inTransaction } from "#server/studies/in-transaction.ts";
import { recordTrials } from "#server/studies/record-trials.ts";
import { openRemoteRuns } from "#server/studies/remote-runs.ts";
import { startStudy } from "#server/studies/start-study.ts";
import { openCopy } from "../open-copy.ts";
import { loadMarket, SMALL, startWorker, statusOf, until } from "../studies/study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
const queue = await openQueue(db.url, () => undefined);
afterAll(() => queue.close());
afterEach(() => db.pool.query("DELETE FROM pgboss.job; DELETE FROM studies"));

async function jobsOf(study: string, state = "created"): Promise<number> {
  const { rows } = await db.pool.query<{ jobs: number }>(
    "SELECT count(*)::int AS jobs FROM pgboss.job WHERE data->>'study' = $1 AND state::text = $2",
    [study, state],
  );
  return rows[0]?.jobs ?? 0;
}

/** Has so many shards of a study of an owner queued. */
async function queueShards(owner: string, shards: number, isUrgent = false): Promise<string> {
  const { id } = await createStudy(db, { ...SMALL, name: `${owner} ${isUrgent}` }, owner);
  const runs = openRemoteRuns(db, queue, { id, owner, wave: 0, barsPerRun: 2e6, isUrgent }, []);
  for (let at = 0; at < shards; at++)
    Promise.resolve(runs.evaluate({ values: { at }, from: 0, to: Infinity })).catch(() => undefined);
  await until(async () => (await jobsOf(id)) === shards);
  runs.close(new Error("queued"));
  return id;
}

/** Shards in the order in which workers come to them, by the letter of their study. */
async function served(letters: Readonly<Record<string, string>>): Promise<string> {
  let order = "";
  for (;;) {
    const [job] = await queue.boss.fetch<ShardJob>(SHARDS, { batchSize: 1 });
    if (!job) return order;
    order += letters[job.data.study] ?? "?";
    await queue.boss.complete(SHARDS, job.id);
  }
}

type Queued = readonly (readonly [letter: string, owner: string, shards: number, isUrgent?: boolean])[];

test.each<[string, Queued, string]>([
  ["shards of one study in their order", [["a", "ann", 3]], "aaa"],
  [
    "a second study of an owner behind the first",
    [
      ["a", "ann", 2],
      ["b", "ann", 2],
    ],
    "aabb",
  ],
  [
    "two owners in turns",
    [
      ["a", "ann", 3],
      ["c", "carl", 3],
    ],
    "acacac",
  ],
  [
    "whoever comes late in turns with whoever queued more",
    [
      ["a", "ann", 5],
      ["c", "carl", 2],
    ],
    "acacaaa",
  ],
  [
    "an urgent study before its owner's others",
    [
      ["a", "ann", 3],
      ["b", "ann", 2, true],
    ],
    "bbaaa",
  ],
  [
    "an urgent study in turns with another owner's",
    [
      ["c", "carl", 3],
      ["a", "ann", 2],
      ["b", "ann", 2, true],
    ],
    "cbcbcaa",
  ],
  [
    "of two urgent studies the later one first",
    [
      ["a", "ann", 2],
      ["b", "ann", 1, true],
      ["d", "ann", 1, true],
    ],
    "dbaa",
  ],
])("the queue serves %s", async (_, given, expected) => {
  const letters: Record<string, string> = {};
  for (const [letter, owner, shards, isUrgent] of given)
    letters[await queueShards(owner, shards, isUrgent)] = letter;
  expect(await served(letters)).toBe(expected);
});

test("a shard that fails is tried three times more, later each time, and ends as a dead letter with all that it held", async () => {
  const study = await queueShards("ann", 1);
  const waits: number[] = [];
  const data: unknown[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    const [job] = await queue.boss.fetch<ShardJob>(SHARDS, { batchSize: 1, ignoreStartAfter: true });
    data.push(job?.data);
    await queue.boss.fail(SHARDS, job?.id ?? "", { message: "no" });
    const { rows } = await db.pool.query<{ seconds: number }>(
      "SELECT extract(epoch FROM start_after - clock_timestamp())::float8 AS seconds FROM pgboss.job WHERE name = $1 AND state = 'retry'",
      [SHARDS],
    );
    waits.push(...rows.map(({ seconds }) => seconds));
  }
  expect(waits).toHaveLength(3);
  for (const [at, seconds] of waits.entries()) {
    expect(seconds).toBeLessThanOrEqual(2 ** (at + 1));
    expect(seconds).toBeGreaterThan(2 ** at / 2 - 0.5);
  }
  const [dead] = await queue.boss.fetch<ShardJob>(DEAD_SHARDS, { batchSize: 1 });
  expect([...new Set([...data, dead?.data].map((each) => JSON.stringify(each)))]).toHaveLength(1);
  expect(dead?.data.study).toBe(study);
});

test("slots that ask at the same instant get no more of an owner than the limit, and those without a limit get all", async () => {
  const limited = await openQueue(db.url, () => undefined, 2);
  const take = async (from: typeof queue, at: number) =>
    Promise.all(
      Array.from({ length: at }, () =>
        from.boss.fetch<ShardJob>(SHARDS, { batchSize: 1, groupConcurrency: from === limited ? 2 : at }),
      ),
    );
  await queueShards("ann", 8);
  const claims: number[] = [];
  for (let round = 0; round < 4; round++) {
    const jobs = (await take(limited, 4)).flat();
    claims.push(jobs.length);
    for (const { id } of jobs) await queue.boss.complete(SHARDS, id);
  }
  await limited.close();
  // At least one gets through each time; without the limit's second look four do.
  expect(Math.max(...claims)).toBe(2);
  expect(Math.min(...claims)).toBeGreaterThan(0);
  await queueShards("carl", 4);
  expect((await take(queue, 4)).flat()).toHaveLength(4);
});

test("an owner has no more shards under way than the limit, and others go by", async () => {
  const worker = startWorker(db, 2, 1);
  const code = `const slow = defineStrategy({ name: "slow", version: "1.0.0",
    params: { fast: int(5, { min: 2, max: 99 }), slow: int(20, { min: 2, max: 99 }) }, signal: () => { for (;;); } });`;
  const strategy = { kind: "code", code, name: "slow" } as const;
  const stuck = await createStudy(db, { ...SMALL, strategy }, "ann");
  await until(async () => (await jobsOf(stuck.id, "active")) === 1);
  const waiting = await createStudy(db, { ...SMALL, strategy }, "ann");
  await until(async () => (await jobsOf(waiting.id)) > 0);
  const quick = await createStudy(db, SMALL, "carl");
  await until(async () => (await statusOf(db, quick.id)) === "completed");
  expect([await jobsOf(stuck.id, "active"), await jobsOf(waiting.id, "active")]).toEqual([1, 0]);
  for (const { id } of [stuck, waiting]) await controlStudy(db, "cancel", { id });
  await worker.stop();
  expect(worker.troubles).toEqual([]);
});

test("an owner with two thousand open studies is told so, another is not", async () => {
  const { id } = await createStudy(db, SMALL, "ann");
  await db.pool.query(
    `INSERT INTO studies (id, name, method, owner, strategy_name, code_hash, engine_hash, data_hash, request, space, objective)
     SELECT gen_random_uuid(), name, method, owner, strategy_name, code_hash, engine_hash, data_hash, request, space, objective
     FROM studies, generate_series(2, 2000) WHERE id = $1`,
    [id],
  );
  await expect(createStudy(db, SMALL, "ann")).rejects.toThrow("too many open studies: 2000; wait for some");
  await expect(createStudy(db, SMALL, "carl")).resolves.toMatchObject({ trials: 48 });
});

test("a trial that is told twice is recorded, counted and noted in the ledger once", async () => {
  const { id } = await createStudy(db, SMALL, "ann");
  const study = await startStudy(db, id);
  if (!study) throw new Error("study was not started");
  const head = { window: 0, number: 0, values: { fast: 4, slow: 20 }, folds: [], metrics: {} };
  for (const score of [1, 2])
    await inTransaction(db, (client) =>
      recordTrials(client, { ...study, spec: study.request.study }, [
        { ...head, score, trades: 5, state: "complete" },
      ]),
    );
  expect(await getStudy(db, { id })).toMatchObject({ done: 1, failed: 0, bestObjective: 1 });
  const { rows } = await db.pool.query("SELECT objective FROM trials WHERE study_id = $1", [id]);
  expect(rows).toEqual([{ objective: 1 }]);
  const ledger = await db.pool.query("SELECT 1 FROM trial_ledger WHERE study_id = $1", [id]);
  expect(ledger.rowCount).toBe(1);
});
