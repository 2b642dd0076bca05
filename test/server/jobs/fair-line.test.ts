import { afterAll, expect, test } from "vitest";
import { openQueue, SHARDS, type ShardJob } from "#server/jobs/open-queue.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { openRemoteRuns } from "#server/studies/remote-runs.ts";
import { openCopy } from "../open-copy.ts";
import { loadMarket, SMALL, until } from "../studies/study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
const queue = await openQueue(db.url, () => undefined);
afterAll(() => queue.close());

/** Has so many shards of a study queued. */
async function queueShards(owner: string, shards: number): Promise<string> {
  const { id } = await createStudy(db, SMALL, owner);
  const runs = openRemoteRuns(db, queue, { id, owner, wave: 0, barsPerRun: 4e6 }, []);
  for (let at = 0; at < shards; at++)
    Promise.resolve(runs.evaluate({ values: { at }, from: 0, to: Infinity })).catch(() => undefined);
  await until(async () => (await queued(id)) === shards);
  runs.close(new Error("queued"));
  return id;
}

async function queued(id: string): Promise<number> {
  const { rows } = await db.pool.query<{ jobs: number }>(
    "SELECT count(*)::int AS jobs FROM pgboss.job WHERE data->>'study' = $1",
    [id],
  );
  return rows[0]?.jobs ?? 0;
}

test("an owner who comes late takes turns with one who has queued far more", async () => {
  const early = await queueShards("early", 8);
  const late = await queueShards("late", 3);
  const order: string[] = [];
  for (let at = 0; at < 11; at++) {
    const [job] = await queue.boss.fetch<ShardJob>(SHARDS, { batchSize: 1 });
    order.push(job?.data.study === late ? "late" : "early");
    if (job) await queue.boss.complete(SHARDS, job.id);
  }
  expect(early).not.toBe(late);
  expect(order.filter((owner) => owner === "late")).toHaveLength(3);
  expect(order.lastIndexOf("late")).toBeLessThan(6);
});
