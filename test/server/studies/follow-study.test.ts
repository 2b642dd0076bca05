import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { createStudy } from "#server/studies/create-study.ts";
import { followStudy } from "#server/studies/follow-study.ts";
import { getStudy, listStudies } from "#server/studies/list-studies.ts";
import { listTrials } from "#server/studies/list-trials.ts";
import { permuteStudy } from "#server/studies/permute-study.ts";
import { openCopy } from "../open-copy.ts";
import { loadMarket, SMALL, startWorker, until } from "./study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
const worker = startWorker(db);
afterAll(() => worker.stop());

test("a study is followed to its end, and taken up after any event that is known", async () => {
  const { id } = await createStudy(db, SMALL);
  const seen: (readonly [string, unknown])[] = [];
  for await (const [eventId, event] of followStudy(db, { id })) seen.push([eventId, event]);
  expect(seen.at(-1)?.[1]).toEqual({ type: "status", status: "completed", error: null });
  const again: typeof seen = [];
  for await (const [eventId, event] of followStudy(db, { id, lastEventId: seen[0]?.[0] }))
    again.push([eventId, event]);
  expect(again).toEqual(seen.slice(1));

  const study = await getStudy(db, { id });
  expect(study).toMatchObject({
    status: "completed",
    planned: 48,
    done: 48,
    failed: 0,
    workers: 1,
    dead: 0,
    etaMs: 0,
  });
  const best = await listTrials(db, { id, order: "best", limit: 3 });
  expect(best[0]).toMatchObject({ number: study.bestTrial, objective: study.bestObjective });
  expect(best.map(({ objective }) => objective)).toEqual(
    best.map(({ objective }) => objective).sort((a, b) => (b ?? 0) - (a ?? 0)),
  );
  expect((await listStudies(db, {})).map((each) => each.id)).toEqual([id]);
});

test("a finished study is followed through its permutation test, by whoever comes then", async () => {
  const { id } = await createStudy(db, { ...SMALL, name: "permuted" });
  for await (const event of followStudy(db, { id })) if (event[1].type === "status") continue;
  await permuteStudy(db, { id, markets: 2 });
  const told: unknown[] = [];
  for await (const [, event] of followStudy(db, { id })) if (event.type === "markets") told.push(event);
  expect(told).toEqual([0, 1, 2].map((done) => ({ type: "markets", asked: 2, done, failed: 0 })));
});

test("a worker that fell silent is told as lost, and forgotten after a minute", async () => {
  const { id } = await createStudy(db, { ...SMALL, name: "with a loss" });
  const lost = randomUUID();
  const silentFor = (seconds: number) =>
    db.pool.query(
      `INSERT INTO study_workers (id, host, slots, seen_at) VALUES ($1, 'gone', 1, clock_timestamp() - make_interval(secs => $2))
       ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
      [lost, seconds],
    );
  await silentFor(10);
  expect(await getStudy(db, { id })).toMatchObject({ workers: 1, lost: 1 });
  await silentFor(70);
  await until(async () => (await getStudy(db, { id })).lost === 0);
});

test("following ends when the client goes", async () => {
  const { id } = await createStudy(db, { ...SMALL, name: "left" });
  const gone = new AbortController();
  gone.abort();
  const seen: unknown[] = [];
  for await (const event of followStudy(db, { id }, gone.signal)) seen.push(event);
  expect(seen).toEqual([]);
});
