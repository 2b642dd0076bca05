import { repeatTrial } from "#engine/experiments/study/repeat-trial.ts";
import { EngineError } from "#engine/errors.ts";
import { hashJson } from "#engine/hash.ts";
import type { BarStore } from "#server/db.ts";
import type { ShardJob, TrialPlace } from "#server/jobs/open-queue.ts";
import { JailFault } from "#server/sandbox/open-jail.ts";
import { runOptionsWith } from "#server/sandbox/run-options.ts";
import { evaluateIn } from "./evaluate-in-jail.ts";
import { readTask } from "./open-task.ts";
import { jailFor, readEngine, type Slot } from "./run-shard.ts";
import { studyRequest } from "./study-schemas.ts";

/** Nothing where it is done, or no longer asked for. */
const READ = `SELECT s.request, s.engine_hash AS "engineHash", t.params FROM trial_repeats r
  JOIN trials t USING (study_id, walk_window, number) JOIN studies s ON s.id = t.study_id
  WHERE r.study_id = $1 AND r.walk_window = $2 AND r.number = $3 AND r.status = 'queued'`;
const END = `UPDATE trial_repeats SET status = $4, result_hash = $5, error = $6, worker = $7, ended_at = clock_timestamp()
  WHERE study_id = $1 AND walk_window = $2 AND number = $3 AND status = 'queued'`;

interface Row {
  readonly request: unknown;
  readonly engineHash: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** Whose repeat it is, and by which worker. */
interface Repeat extends TrialPlace {
  readonly study: string;
  readonly worker: string;
}

/**
 * Runs a trial once more in the slot's jail, by the code, the engine and the bars that its study was made with, and records the hash of what it came to. A
 * strategy that has to be ended by force fails the repeat with the reason.
 *
 * @throws what the database throws: the queue then tries again.
 */
export async function runRepeat(db: BarStore, slot: Slot, job: ShardJob, signal: AbortSignal): Promise<void> {
  const { study, repeat } = job;
  if (!repeat) return;
  const place = { ...repeat, study, worker: slot.worker };
  const { rows } = await db.pool.query<Row>(READ, [study, repeat.window, repeat.number]);
  if (!rows[0]) return;
  const stop = (): void => slot.jail?.kill();
  signal.addEventListener("abort", stop);
  try {
    await endRepeat(db, place, await hashOf(db, slot, { ...rows[0], repeat, signal }), null);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof JailFault || error instanceof EngineError)) throw error;
    await endRepeat(db, place, null, error.message);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function hashOf(
  db: BarStore,
  slot: Slot,
  {
    request: stored,
    engineHash,
    params,
    repeat,
    signal,
  }: Row & { readonly repeat: TrialPlace; readonly signal: AbortSignal },
): Promise<string> {
  const request = studyRequest.parse(stored);
  const [engine, task] = await Promise.all([readEngine(db, engineHash), readTask(db, request)]);
  signal.throwIfAborted();
  const jail = jailFor(slot, request);
  // What comes next finds this study's bars in place, and not its own.
  slot.study = undefined;
  await jail.open(engine, task);
  const options = runOptionsWith(request.options, task.bars);
  const trial = await repeatTrial(
    { options, study: request.study, evaluate: evaluateIn(jail) },
    { ...repeat, values: params },
  );
  return hashJson(trial);
}

/** Records how a repeat ended; one that ended already stays as it is. */
export async function endRepeat(
  db: BarStore,
  { study, window, number, worker }: Repeat,
  hash: string | null,
  error: string | null,
): Promise<void> {
  const status = hash === null ? "failed" : "done";
  await db.pool.query(END, [study, window, number, status, hash, error, worker]);
}
