import type { BarStore } from "#server/db.ts";
import type { ShardJob } from "#server/jobs/open-queue.ts";
import { engineBundle } from "#server/sandbox/engine-bundle.ts";
import type { Jail } from "#server/sandbox/open-jail.ts";
import { JailFault, openJail } from "#server/sandbox/open-jail.ts";
import type { RunOutcome } from "#server/sandbox/trial-task.ts";
import { readBundle } from "./code-bundles.ts";
import { failStudy } from "./end-study.ts";
import { readWaiting, recordRuns, type EndedRun, type Evaluation } from "./evaluations.ts";
import { readTask } from "./open-task.ts";
import type { StudyRequest } from "./study-schemas.ts";
import { studyRequest } from "./study-schemas.ts";

const READ = `SELECT request, engine_hash AS "engineHash" FROM studies
  WHERE id = $1 AND status = 'running' AND wave = $2`;
const NAME = `UPDATE studies SET strategy_name = $2, code_hash = $3 WHERE id = $1 AND (strategy_name <> $2 OR code_hash <> $3)`;
/** Outcomes wait at most so long before others can see them. */
const FLUSH_MS = 250;
/** Studies that one process opens before it makes room for a new one. */
const MOST_STUDIES = 100;

/** A place for one shard at a time, with the jail of the study that it ran last: the next shard of it finds bars and code in place. */
export interface Slot {
  readonly worker: string;
  jail: Jail | undefined;
  study: string | undefined;
  /** Studies that the jail's process has opened. */
  opened: number;
}

interface Shard {
  readonly db: BarStore;
  readonly slot: Slot;
  readonly job: ShardJob;
  readonly request: StudyRequest;
  readonly engineHash: string;
  readonly signal: AbortSignal;
}

/** A study whose strategy is none. */
class NoStrategy extends Error {}

/**
 * Does the runs of a shard that have no outcome yet, each in a jail; one that its jail must end for is recorded as failed, and the next is
 * done in a new one. A shard of a study that was paused, cancelled or started anew does nothing.
 *
 * @throws what the database throws, and an abort: the queue then tries the shard again, and finds what is left of it.
 */
export async function runShard(db: BarStore, slot: Slot, job: ShardJob, signal: AbortSignal): Promise<void> {
  const { rows } = await db.pool.query<{ request: unknown; engineHash: string }>(READ, [job.study, job.wave]);
  if (!rows[0]) return;
  const { engineHash } = rows[0];
  const request = studyRequest.parse(rows[0].request);
  const shard = { db, slot, job, request, engineHash, signal };
  const stop = (): void => slot.jail?.kill();
  signal.addEventListener("abort", stop);
  try {
    let left: readonly Evaluation[] = await readWaiting(db, job.study, job.keys);
    while (left.length > 0 && !signal.aborted) left = await runUntilFault(shard, left);
  } catch (error) {
    if (!(error instanceof NoStrategy)) throw error;
    await failStudy(db, job.study, error.message);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** @returns The runs that come after the one that its jail had to be ended for. */
async function runUntilFault(shard: Shard, runs: readonly Evaluation[]): Promise<readonly Evaluation[]> {
  const { signal } = shard;
  const jail = await readyJail(shard);
  if (!jail) return [];
  const flusher = openFlusher(shard);
  let ended = 0;
  try {
    await jail.run(
      runs.map(({ request }) => request),
      (at, outcome) => {
        ended = at + 1;
        flusher.add({ key: runs[at]?.key ?? "", outcome });
      },
    );
    return [];
  } catch (error) {
    if (signal.aborted) return [];
    if (!(error instanceof JailFault)) throw error;
    const broken = runs[ended];
    if (broken) flusher.add({ key: broken.key, outcome: faultOutcome(error.message) });
    return runs.slice(ended + 1);
  } finally {
    await flusher.close();
  }
}

/** An outcome in place of a run that had to be ended. */
export function faultOutcome(error: string): RunOutcome {
  const nothing = { score: NaN, trades: 0, periodsPerYear: NaN, metrics: {} };
  return { ...nothing, returns: new Uint8Array(), durationMs: 0, error };
}

/** @returns Undefined when the study was stopped meanwhile. @throws NoStrategy on code that is none. */
async function readyJail(shard: Shard): Promise<Jail | undefined> {
  const { db, slot, job, request, engineHash, signal } = shard;
  if (slot.jail?.alive && slot.study === job.study) return slot.jail;
  const [engine, task] = await Promise.all([readEngine(db, engineHash), readTask(db, request)]);
  const jail = jailFor(slot, request);
  slot.study = job.study;
  if (signal.aborted) jail.kill();
  try {
    const { name, codeHash } = await jail.open(engine, task);
    await db.pool.query(NAME, [job.study, name, codeHash]);
    return jail;
  } catch (error) {
    slot.study = undefined;
    if (signal.aborted) return undefined;
    throw error instanceof JailFault ? new NoStrategy(error.message) : error;
  }
}

/** The engine that a study was begun with: mostly this process's own, which need not be fetched. */
export async function readEngine(db: BarStore, hash: string): Promise<string> {
  const own = await engineBundle();
  return own.hash === hash ? own.code : readBundle(db, hash);
}

/** The slot's process where it is still good, else a new one: for a study that is to be opened in it. */
export function jailFor(slot: Slot, { trialSeconds, memoryMb }: StudyRequest): Jail {
  const limits = { trialMs: trialSeconds * 1000, memoryMb };
  if (slot.jail?.alive && slot.opened < MOST_STUDIES) {
    slot.jail.limits = limits;
  } else {
    slot.jail?.kill();
    slot.jail = openJail(limits);
    slot.opened = 0;
  }
  slot.opened += 1;
  return slot.jail;
}

/** Gathers outcomes and records them a few times a second, one write under way at a time. */
function openFlusher({ db, slot, job }: Shard): { add(run: EndedRun): void; close(): Promise<void> } {
  let waiting: EndedRun[] = [];
  let writing: Promise<void> = Promise.resolve();
  const flush = (): void => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    writing = writing.then(() => recordRuns(db, job.study, batch, slot.worker));
    // Told by close: a rejection must not end the process before.
    writing.catch(() => undefined);
  };
  const beat = setInterval(flush, FLUSH_MS);
  return {
    add: (run) => void waiting.push(run),
    close() {
      clearInterval(beat);
      flush();
      return writing;
    },
  };
}
