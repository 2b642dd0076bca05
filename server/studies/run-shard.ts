import type { BarStore } from "#server/db.ts";
import type { ShardJob } from "#server/jobs/open-queue.ts";
import type { Jail } from "#server/sandbox/open-jail.ts";
import { JailFault, openJail } from "#server/sandbox/open-jail.ts";
import type { TrialOutcome, TrialSet } from "#server/sandbox/trial-task.ts";
import { readBundle } from "./code-bundles.ts";
import { readTask } from "./open-task.ts";
import { recordTrials, type EndedTrial } from "./record-trials.ts";
import type { StudyRequest } from "./study-schemas.ts";
import { studyRequest } from "./study-schemas.ts";

const READ = `SELECT request, engine_hash AS "engineHash" FROM studies WHERE id = $1 AND status = 'running' AND wave = $2`;
const PENDING = `SELECT number, params FROM trials WHERE study_id = $1 AND number >= $2 AND number < $3 AND status = 'pending' ORDER BY number`;
/** Findings wait at most so long before others can see them. */
const FLUSH_MS = 250;

/** A place for one shard at a time, with the jail of the study that it ran last: the next shard of it finds bars and code in place. */
export interface Slot {
  readonly worker: string;
  jail: Jail | undefined;
  study: string | undefined;
}

interface Shard {
  readonly db: BarStore;
  readonly slot: Slot;
  readonly job: ShardJob;
  readonly request: StudyRequest;
  readonly engineHash: string;
  readonly signal: AbortSignal;
}

/**
 * Runs the trials of a shard that have no result yet, each in a jail; one that its jail must end for is recorded as failed, and the next
 * runs in a new one. A shard of a study that was paused, cancelled or started anew does nothing.
 *
 * @throws what the database throws, and an abort: the queue then tries the shard again, and finds what is left of it.
 */
export async function runShard(db: BarStore, slot: Slot, job: ShardJob, signal: AbortSignal): Promise<void> {
  const { rows } = await db.pool.query<{ request: unknown; engineHash: string }>(READ, [job.study, job.wave]);
  if (!rows[0]) return;
  const { rows: pending } = await db.pool.query<TrialSet>(PENDING, [job.study, job.from, job.to]);
  const { engineHash } = rows[0];
  const request = studyRequest.parse(rows[0].request);
  const shard = { db, slot, job, request, engineHash, signal };
  const stop = (): void => slot.jail?.kill();
  signal.addEventListener("abort", stop);
  try {
    let left: readonly TrialSet[] = pending;
    while (left.length > 0 && !signal.aborted) left = await runUntilFault(shard, left);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** @returns The sets that come after the one that its jail had to be ended for. */
async function runUntilFault(shard: Shard, sets: readonly TrialSet[]): Promise<readonly TrialSet[]> {
  const { signal } = shard;
  const flusher = openFlusher(shard);
  let ended = 0;
  try {
    const jail = await readyJail(shard);
    await jail.run(sets, (number, outcome) => {
      ended += 1;
      flusher.add({ number, outcome });
    });
    return [];
  } catch (error) {
    if (signal.aborted) return [];
    if (!(error instanceof JailFault)) throw error;
    const broken = sets[ended];
    const outcome: TrialOutcome = { ok: false, error: error.message, durationMs: 0 };
    if (broken) flusher.add({ number: broken.number, outcome });
    return sets.slice(ended + 1);
  } finally {
    await flusher.close();
  }
}

async function readyJail({ db, slot, job, request, engineHash, signal }: Shard): Promise<Jail> {
  if (slot.jail?.alive && slot.study === job.study) return slot.jail;
  slot.jail?.kill();
  const [engine, task] = await Promise.all([readBundle(db, engineHash), readTask(db, request)]);
  const jail = openJail({ trialMs: request.trialSeconds * 1000, memoryMb: request.memoryMb });
  slot.jail = jail;
  slot.study = job.study;
  if (signal.aborted) jail.kill();
  await jail.open(engine, task);
  return jail;
}

/** Gathers findings and records them a few times a second, one write under way at a time. */
function openFlusher({ db, slot, job }: Shard): { add(trial: EndedTrial): void; close(): Promise<void> } {
  let waiting: EndedTrial[] = [];
  let writing: Promise<void> = Promise.resolve();
  const flush = (): void => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    writing = writing.then(() => recordTrials(db, job.study, batch, slot.worker));
    // Told by close: a rejection must not end the process before.
    writing.catch(() => undefined);
  };
  const beat = setInterval(flush, FLUSH_MS);
  return {
    add: (trial) => void waiting.push(trial),
    close() {
      clearInterval(beat);
      flush();
      return writing;
    },
  };
}
