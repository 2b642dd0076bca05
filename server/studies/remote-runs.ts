import { setTimeout as delay } from "node:timers/promises";
import type { Evaluate, TrialOutcome, TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import type { BarStore } from "#server/db.ts";
import { nextPlace } from "#server/jobs/fair-line.ts";
import type { Queue } from "#server/jobs/open-queue.ts";
import { evaluationKey } from "./evaluation-key.ts";
import { addEvaluations, readDone, type DoneEvaluation, type Evaluation } from "./evaluations.ts";

/** The study that runs belong to, and how they are parted. */
export interface RemoteStudy {
  readonly id: string;
  readonly owner: string;
  readonly wave: number;
  /** Whether its runs go before its owner's others. */
  readonly isUrgent?: boolean;
  /** Bars that one run walks, all symbols counted. */
  readonly barsPerRun: number;
}

/** Runs of a study that any worker may do. */
export interface RemoteRuns {
  /** Queues a run and waits for its outcome; one that was done before is known at once. */
  readonly evaluate: Evaluate;
  /** How long a run took wherever it was done, ms; 0 where that is not known. */
  durationOf(request: TrialRequest): number;
  /** Looks for outcomes. */
  look(): Promise<void>;
  /** Fails whatever still waits. */
  close(reason: Error): void;
}

/** Bars of one shard: about a second of work at the most, and at the least some 50 ms, beside which its job in the queue costs little. */
const SHARD_BARS = { most: 2_000_000, least: 100_000 };
const MOST = 50;
/** The longest time between two looks; a look costs what it asks for, so that few runs are looked for more often. */
const MAX_LOOK_MS = 250;
const SLOTS = `SELECT coalesce(sum(slots), 1)::int AS slots FROM study_workers WHERE seen_at > clock_timestamp() - interval '15 seconds'`;

interface Waiting {
  readonly promise: Promise<TrialOutcome>;
  readonly settle: (outcome: TrialOutcome) => void;
  readonly fail: (error: Error) => void;
}

function openWaiting(): Waiting {
  const { promise, resolve, reject } = Promise.withResolvers<TrialOutcome>();
  // Heard by the study when its turn comes.
  promise.catch(() => undefined);
  return { promise, settle: resolve, fail: reject };
}

/**
 * Hands a study's runs to the workers of the database: what is asked for in one turn of the event loop is queued together, in shards small
 * enough that every slot has some.
 *
 * @param known Runs that were done before.
 */
export function openRemoteRuns(
  db: BarStore,
  queue: Queue,
  study: RemoteStudy,
  known: readonly DoneEvaluation[],
): RemoteRuns {
  const done = new Map(known.map(({ key, outcome }) => [key, outcome]));
  const durations = new Map(known.map(({ key, durationMs }) => [key, durationMs]));
  const waiting = new Map<string, Waiting>();
  let batch: Evaluation[] = [];
  let closed: Error | undefined;
  let looking = false;
  let changed = false;
  const close = (reason: Error): void => {
    closed ??= reason;
    for (const { fail } of waiting.values()) fail(closed);
    waiting.clear();
  };
  const send = (): void => {
    const runs = batch;
    batch = [];
    queueRuns(db, queue, study, runs).catch(close);
  };
  return {
    evaluate(request) {
      const key = evaluationKey(request);
      const before = done.get(key);
      if (before) return before;
      if (closed) return Promise.reject(closed);
      const one = waiting.get(key) ?? openWaiting();
      if (!waiting.has(key)) {
        waiting.set(key, one);
        if (batch.push({ key, request }) === 1) setImmediate(send);
      }
      return one.promise;
    },
    durationOf: (request) => durations.get(evaluationKey(request)) ?? 0,
    async look() {
      changed = true;
      if (looking) return;
      looking = true;
      try {
        // What is told during a look may have come too late for it.
        while (changed && waiting.size > 0) {
          changed = false;
          for (const { key, outcome, durationMs } of await readDone(db, study.id, [...waiting.keys()])) {
            done.set(key, outcome);
            durations.set(key, durationMs);
            waiting.get(key)?.settle(outcome);
            waiting.delete(key);
          }
          await delay(Math.min(MAX_LOOK_MS, waiting.size), undefined, { ref: false });
        }
      } finally {
        looking = false;
      }
    },
    close,
  };
}

async function queueRuns(
  db: BarStore,
  queue: Queue,
  study: RemoteStudy,
  runs: readonly Evaluation[],
): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN");
    const keys = await addEvaluations(client, study, runs);
    const { rows } = await client.query<{ slots: number }>(SLOTS);
    const shards = shardsOf(keys, rows[0]?.slots ?? 1, study.barsPerRun);
    if (shards.length > 0) {
      const place = await nextPlace(client, study.owner, study.isUrgent === true ? shards.length : 0);
      const { id, wave, owner } = study;
      const orders = shards.map((some, at) => ({ study: id, wave, owner, priority: place - at, keys: some }));
      await queue.add(client, orders);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Guided self-scheduling (Polychronopoulos and Kuck, 1987): each shard is half of a slot's share of what is left, within bounds, so that the
 * last ones are small and no slot waits long for another.
 */
function shardsOf(keys: readonly string[], slots: number, barsPerRun: number): string[][] {
  const runsIn = (bars: number): number =>
    Math.max(1, Math.min(MOST, Math.floor(bars / Math.max(1, barsPerRun))));
  const [least, most] = [runsIn(SHARD_BARS.least), runsIn(SHARD_BARS.most)];
  const shards: string[][] = [];
  for (let at = 0; at < keys.length;) {
    const share = Math.ceil((keys.length - at) / (2 * Math.max(1, slots)));
    const end = at + Math.max(least, Math.min(most, share));
    shards.push(keys.slice(at, end));
    at = end;
  }
  return shards;
}
