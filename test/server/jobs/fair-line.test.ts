import { afterAll, expect, test } from "vitest";
import { openQueue, SHARDS, type ShardJob } from "#server/jobs/open-queue.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { prepareStudy } from "#server/studies/prepare-study.ts";
import { openCopy } from "../open-copy.ts";
import { loadMarket, SMALL } from "../studies/study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
const queue = await openQueue(db.url, () => undefined);
afterAll(() => queue.close());

test("an owner who comes late takes turns with one who has queued far more", async () => {
  const many = { ...SMALL, method: "random", trials: 400 } as const;
  const { id: early } = await createStudy(db, many, "early");
  expect(await prepareStudy(db, queue)).toBe(true);
  const { id: late } = await createStudy(db, { ...many, trials: 150 }, "late");
  expect(await prepareStudy(db, queue)).toBe(true);
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
