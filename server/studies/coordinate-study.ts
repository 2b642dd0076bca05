import { EngineError } from "#engine/errors.ts";
import { runStudy, type StudyEvent } from "#engine/experiments/study/study.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import { timesOf } from "#engine/experiments/study/run-trial.ts";
import { planOf, type StudyTask } from "#engine/experiments/study/study-plan.ts";
import type { StudyTrial } from "#engine/experiments/study/study-spec.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import type { Queue } from "#server/jobs/open-queue.ts";
import type { StopWatch } from "#server/jobs/stop-watch.ts";
import { runOptionsWith } from "#server/sandbox/run-options.ts";
import { endStudy, failStudy } from "./end-study.ts";
import { inTransaction } from "./in-transaction.ts";
import { readStudyBars } from "./open-task.ts";
import { recordTrials, type RecordedStudy } from "./record-trials.ts";
import { openRemoteRuns } from "./remote-runs.ts";
import { readDone } from "./evaluations.ts";
import { startStudy, type StartedStudy } from "./start-study.ts";

/** What a coordinator works with. */
export interface Coordinator {
  readonly db: BarStore;
  readonly queue: Queue;
  readonly watch: StopWatch;
  /** Aborted when the worker is to end, or its lock is lost. */
  readonly signal: AbortSignal;
}

/** Trials that are under way at once where their choice depends on none of them. */
const WIDTH = 1_000;
/** Trials wait at most so long before others can see them. */
const FLUSH_MS = 250;
const FLUSH_TRIALS = 250;

/**
 * Runs a study whose lock the caller holds: the engine's own study decides what is tried, workers try it. A study that was interrupted is run
 * again from its beginning, and finds what was done already; it comes to the same end, bit for bit.
 *
 * @throws what the database throws; the study then waits for the next coordinator.
 */
export async function coordinateStudy(parts: Coordinator, id: string): Promise<void> {
  const { db, watch } = parts;
  const study = await startStudy(db, id);
  if (!study) return;
  const stop = watch.signalOf(id);
  try {
    await runToEnd(parts, study, AbortSignal.any([parts.signal, stop.signal]));
  } catch (error) {
    if (parts.signal.aborted || stop.signal.aborted) return;
    if (!(error instanceof EngineError || error instanceof ServerError)) throw error;
    await failStudy(db, id, error.message);
  } finally {
    stop.release();
  }
}

async function runToEnd(
  { db, queue, watch }: Coordinator,
  study: StartedStudy,
  signal: AbortSignal,
): Promise<void> {
  const { id, request } = study;
  const bars = await readStudyBars(db, request);
  const barsPerRun = bars.reduce((sum, { close }) => sum + close.length, 0) / request.study.folds;
  const asked = { ...study, barsPerRun, isUrgent: request.priority === "high" };
  const runs = openRemoteRuns(db, queue, asked, await readDone(db, id));
  const forget = watch.onChange(id, () => {
    runs.look().catch((error: Error) => runs.close(error));
  });
  const stopped = (): void => runs.close(new Error("study was stopped"));
  signal.addEventListener("abort", stopped);
  if (signal.aborted) stopped();
  const options = runOptionsWith(request.options, bars);
  const { study: spec } = request;
  try {
    const task = { options, study: spec, evaluate: runs.evaluate, width: WIDTH, abort: signal };
    const plan = planOf(spec, task);
    const durationOf = ({ window, values, folds }: StudyTrial): number =>
      folds.reduce((sum, { fold }) => {
        const part = plan.windows[window]?.parts[fold];
        return part ? sum + runs.durationOf({ values, ...timesOf(plan.search.clock, part) }) : sum;
      }, 0);
    await follow(db, { ...study, spec, durationOf }, task, plan.search.clock);
  } finally {
    forget();
    signal.removeEventListener("abort", stopped);
    runs.close(new Error("study was left"));
  }
}

/** Records what the study yields as it comes, and its result at the end. */
async function follow(
  db: BarStore,
  study: StartedStudy & RecordedStudy,
  task: StudyTask,
  clock: Float64Array,
): Promise<void> {
  const trials: StudyTrial[] = [];
  const flush = (): Promise<void> =>
    inTransaction(db, async (client) => {
      await recordTrials(client, study, trials.splice(0));
    });
  let last = Date.now();
  const steps = runStudy(task);
  for (;;) {
    const step: IteratorResult<StudyEvent, StudyResult> = await steps.next();
    if (step.done === true) {
      await inTransaction(db, async (client) => {
        if (await recordTrials(client, study, trials)) await endStudy(client, study, step.value, clock);
      });
      return;
    }
    trials.push(step.value.trial);
    if (trials.length < FLUSH_TRIALS && Date.now() - last < FLUSH_MS) continue;
    await flush();
    last = Date.now();
  }
}
