import type { WindowOutcome } from "../validation/walk-report.ts";
import type { Span } from "../validation/walk-forward.ts";
import { runSearch, timesOf, type RanTrial, type SearchTask } from "./run-search.ts";
import { planOf, type StudyTask } from "./study-plan.ts";
import { bestOf, finish, MAX_KEPT, returnsOf, type StudyResult, type StudyWindow } from "./study-result.ts";
import { parseStudy, type StudyTrial } from "./study-spec.ts";

/** Told after every trial. */
export interface StudyEvent {
  readonly trial: StudyTrial;
  /** Trials done and to do in all windows. */
  readonly done: number;
  readonly total: number;
  readonly windows: number;
  /** The best trial of this window so far. */
  readonly best: StudyTrial | undefined;
}

/**
 * Runs a study: picks sets of parameters, scores each over its folds, judges the best on bars that no trial saw, and draws up
 * how far it may be believed. Yields after every trial; the caller breathes, shows and stores between them.
 *
 * @throws EngineError "bad-param" or "unknown-block" on a wrong study before anything runs; what `abort` throws.
 */
export async function* runStudy(task: StudyTask): AsyncGenerator<StudyEvent, StudyResult> {
  const spec = parseStudy(task.study);
  const plan = planOf(spec, task);
  const trials: StudyTrial[] = [];
  const windows: StudyWindow[] = [];
  const outcomes: WindowOutcome[] = [];
  let last: { readonly ran: readonly RanTrial[]; readonly part: SearchTask } | undefined;
  for (const [window, { train, test }] of plan.windows.entries()) {
    const part = {
      ...plan.search,
      spec,
      span: train,
      window,
      earlier: earlierOf(task, window),
      abort: task.abort,
    };
    const ran: RanTrial[] = [];
    const steps = runSearch(part);
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) {
      ran.push(keep(step.value, ran.length));
      trials.push(step.value.trial);
      const best = bestOf(
        spec,
        ran.map(({ trial }) => trial),
      );
      yield {
        trial: step.value.trial,
        done: trials.length,
        total: plan.windows.length * spec.trials,
        windows: plan.windows.length,
        best,
      };
    }
    last = { ran, part };
    if (spec.walkForward && test) {
      const found = await testWindow(last, { window, train, test });
      windows.push(found.window);
      if (found.outcome) outcomes.push(found.outcome);
    }
  }
  if (!last) throw new Error("a study without a window");
  return finish({ spec, trials, windows, outcomes, last, heldOut: plan.heldOut });
}

/** Runs a study to its end. See {@link runStudy}. */
export async function completeStudy(
  task: StudyTask,
  onEvent?: (event: StudyEvent) => void,
): Promise<StudyResult> {
  const steps = runStudy(task);
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
    onEvent?.(step.value);
  }
}

function earlierOf({ earlier = [] }: StudyTask, window: number): ReadonlyMap<number, StudyTrial> {
  return new Map(earlier.filter((trial) => trial.window === window).map((trial) => [trial.number, trial]));
}

/** Lets returns go where all together would be too many. */
function keep(ran: RanTrial, before: number): RanTrial {
  return (ran.returns?.length ?? 0) * (before + 1) > MAX_KEPT ? { ...ran, returns: undefined } : ran;
}

/** Runs what a window chose over the bars after it. */
async function testWindow(
  { ran, part }: { readonly ran: readonly RanTrial[]; readonly part: SearchTask },
  place: { readonly window: number; readonly train: Span; readonly test: Span },
): Promise<{ readonly window: StudyWindow; readonly outcome: WindowOutcome | undefined }> {
  const best = bestOf(
    part.spec,
    ran.map(({ trial }) => trial),
  );
  if (!best)
    return { window: { ...place, best, outOfSampleScore: null, outOfSampleTrades: 0 }, outcome: undefined };
  const after = await part.evaluate({ values: best.values, ...timesOf(part.clock, place.test) });
  const inSample = ran.find(({ trial }) => trial === best)?.returns ?? (await returnsOf(part, best));
  const score = Number.isFinite(after.score) ? after.score : null;
  return {
    window: { ...place, best, outOfSampleScore: score, outOfSampleTrades: after.trades },
    outcome: { values: best.values, inSample, outOfSample: after.returns },
  };
}
