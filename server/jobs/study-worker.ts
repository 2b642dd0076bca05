import { randomUUID } from "node:crypto";
import type { BarStore } from "#server/db.ts";
import { recordRuns } from "#server/studies/evaluations.ts";
import { faultOutcome, runShard, type Slot } from "#server/studies/run-shard.ts";
import { failMarket } from "#server/studies/permuted-markets.ts";
import { runMarket } from "#server/studies/run-market.ts";
import { endRepeat, runRepeat } from "#server/studies/run-repeat.ts";
import { coordinateStudies } from "./coordinate-studies.ts";
import { DEAD_SHARDS, openQueue, SHARDS, type Queue, type ShardJob } from "./open-queue.ts";
import { openStopWatch } from "./stop-watch.ts";

/** What a worker tells of its work. */
export interface WorkerLog {
  info(fields: Readonly<Record<string, unknown>>, words: string): void;
  error(fields: Readonly<Record<string, unknown>>, words: string): void;
}

/** Where and how a worker works. */
export interface StudyWorkerOptions {
  readonly db: BarStore;
  readonly url: string;
  /** Shards at the same time; one per core is a good number. */
  readonly slots: number;
  /** Most shards of one owner under way at once, on all workers together. */
  readonly ownerSlots?: number | undefined;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
}

/** Between looks of an idle slot; the database also wakes it. */
const LOOK_SECONDS = 0.5;
const GIVEN_UP = "worker ended with this run four times; look for what exhausts its machine";

/**
 * Coordinates studies and runs their shards until it is asked to stop. Any number of workers, on any number of machines, may share a
 * database; one that dies leaves its shards to the others within some ten seconds.
 */
export async function studyWorker(options: StudyWorkerOptions): Promise<void> {
  const { db, url, slots, ownerSlots, log, signal } = options;
  const id = randomUUID();
  const queue = await openQueue(url, (words) => log.error({ words }, "queue"), ownerSlots);
  const watch = openStopWatch(db, url);
  const free = Array.from({ length: slots }, (): Slot => ({
    ...{ worker: id, jail: undefined, study: undefined, opened: 0 },
  }));
  const all = [...free];
  await takeShards(queue, options, async (job, cancelled) => {
    // The slot that ran this study last has its bars.
    const at = Math.max(
      0,
      free.findIndex(({ study }) => study === job.study),
    );
    const [slot] = free.splice(at, 1);
    if (!slot) throw new Error("more shards than slots");
    const { kind, run } = workOf(job);
    const stop = watch.signalOf(job.study, kind);
    try {
      await run(db, slot, job, AbortSignal.any([signal, stop.signal, cancelled]));
      if (signal.aborted) throw new Error("worker was asked to stop");
    } finally {
      stop.release();
      free.push(slot);
    }
  });
  await takeDead(queue, db, id);
  try {
    await coordinateStudies({ db, url, queue, watch, id, slots, log, signal });
  } finally {
    await queue.boss.offWork(SHARDS).catch(() => undefined);
    for (const slot of all) slot.jail?.kill();
    await watch.close();
    await queue.close();
    await db.pool.query("DELETE FROM study_workers WHERE id = $1", [id]).catch(() => undefined);
  }
}

/** What a job is, and what does it. */
function workOf({ market, repeat }: ShardJob) {
  if (repeat !== undefined) return { kind: "repeats", run: runRepeat } as const;
  return market === undefined
    ? ({ kind: "runs", run: runShard } as const)
    : ({ kind: "markets", run: runMarket } as const);
}

/**
 * Each slot is a worker of the queue that fetches one shard at a time, and the next at once: after a shard it wakes itself, since it would
 * otherwise rest until its next look.
 */
async function takeShards(
  { boss }: Queue,
  { slots, ownerSlots }: Pick<StudyWorkerOptions, "slots" | "ownerSlots">,
  run: (job: ShardJob, cancelled: AbortSignal) => Promise<void>,
): Promise<void> {
  const pace = {
    pollingIntervalSeconds: LOOK_SECONDS,
    notifyPollingIntervalSeconds: LOOK_SECONDS,
    batchSize: 1,
    ...(ownerSlots === undefined ? {} : { groupConcurrency: ownerSlots }),
  };
  for (let slot = 0; slot < slots; slot++) {
    let self = "";
    self = await boss.work<ShardJob>(SHARDS, pace, async (jobs) => {
      for (const { data, signal } of jobs) await run(data, signal);
      boss.notifyWorker(self);
    });
  }
}

async function takeDead(queue: Queue, db: BarStore, worker: string): Promise<void> {
  await queue.boss.work<ShardJob>(DEAD_SHARDS, { pollingIntervalSeconds: 1 }, async (jobs) => {
    for (const { data } of jobs) {
      const dead = data.keys.map((key) => ({ key, outcome: faultOutcome(GIVEN_UP), dead: true }));
      await recordRuns(db, data.study, dead, worker);
      if (data.market !== undefined) await failMarket(db, data, GIVEN_UP, worker);
      if (data.repeat) await endRepeat(db, { ...data.repeat, study: data.study, worker }, null, GIVEN_UP);
    }
  });
}
