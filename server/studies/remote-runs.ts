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

/** Bars of one shard, about a second of work: at the end of a study whoever is done waits for no longer than that. */
const SHARD_BARS = 2_000_000;
const MOST = 50;
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
    const size = shardSize(keys.length, rows[0]?.slots ?? 1, study.barsPerRun);
    const shards = Math.ceil(keys.length / size);
    const ahead = study.isUrgent === true ? shards : 0;
    const place = shards > 0 ? await nextPlace(client, study.owner, ahead) : 0;
    const orders = Array.from({ length: shards }, (_, at) => ({
      ...{ study: study.id, wave: study.wave, owner: study.owner, priority: place - at },
      keys: keys.slice(at * size, (at + 1) * size),
    }));
    if (orders.length > 0) await queue.add(client, orders);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Small enough that every slot has two, and none takes longer than a couple of seconds. */
function shardSize(runs: number, slots: number, barsPerRun: number): number {
  const share = Math.ceil(runs / (2 * Math.max(1, slots)));
  return Math.max(1, Math.min(MOST, share, Math.floor(SHARD_BARS / Math.max(1, barsPerRun))));
}
