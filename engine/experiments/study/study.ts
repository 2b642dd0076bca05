import type { WindowOutcome } from "../validation/walk-report.ts";
import type { Span } from "../validation/walk-forward.ts";
import { runSearch, type SearchTask } from "./run-search.ts";
import { timesOf, type RanTrial } from "./run-trial.ts";
import { sideBySide } from "./side-by-side.ts";
import { judgeSplit, type JudgedSplit } from "./cross-report.ts";
import { planOf, type StudyPlan, type StudyTask } from "./study-plan.ts";
import { bestOf, finish, MAX_KEPT, returnsOf, type StudyResult, type StudyWindow } from "./study-result.ts";
import { parseStudy, type StudySpec, type StudyTrial } from "./study-spec.ts";

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

/** Windows that are searched at the same time, where there is room for many trials. */
const MAX_WINDOWS = 8;

/**
 * Runs a study: picks sets of parameters, scores each over its folds, judges the best on bars that no trial saw, and draws up
 * how far it may be believed. Yields after every trial; the caller breathes, shows and stores between them. Where there is room for many
 * trials, those of several windows come interleaved; each window's own come in order.
 *
 * @throws EngineError "bad-param" or "unknown-block" on a wrong study before anything runs; what `abort` throws.
 */
export async function* runStudy(task: StudyTask): AsyncGenerator<StudyEvent, StudyResult> {
  const { spec, plan, searched, last } = yield* searchStudy(task);
  return finish({
    ...{ spec, last, heldOut: plan.heldOut },
    trials: searched.flatMap(({ ran }) => ran.map(({ trial }) => trial)),
    windows: searched.flatMap(({ tested }) => (tested ? [tested.window] : [])),
    outcomes: searched.flatMap(({ tested }) => tested?.outcome ?? []),
    judged: searched.flatMap(({ judged }) => judged ?? []),
  });
}

/** Every window of a study searched, before any of it is judged. */
export interface SearchedStudy {
  readonly spec: StudySpec;
  readonly plan: StudyPlan;
  readonly searched: readonly SearchedWindow[];
  readonly last: SearchedWindow;
}

/** Runs a study's trials and tests what its windows chose: {@link runStudy} without the verdict, which costs more than many a trial. */
export async function* searchStudy(task: StudyTask): AsyncGenerator<StudyEvent, SearchedStudy> {
  // What evaluates trials elsewhere also scores them there.
  const spec = parseStudy(task.study, (task.objective ?? task.evaluate) !== undefined);
  const plan = planOf(spec, task);
  const makers = plan.windows.map((_, window) => () => searchWindow(spec, plan, task, window));
  const most = Math.min(MAX_WINDOWS, Math.ceil((task.width ?? 1) / spec.batch));
  const steps = sideBySide(makers, most);
  const total = plan.windows.length * plan.trials;
  let done = 0;
  let step = await steps.next();
  for (; step.done !== true; step = await steps.next())
    yield { ...step.value, done: ++done, total, windows: plan.windows.length };
  const searched = step.value;
  const last = searched.at(-1);
  if (!last) throw new Error("a study without a window");
  return { spec, plan, searched, last };
}

/** A window that was searched and, in a walk forward or a cross validation, tested. */
export interface SearchedWindow {
  readonly ran: readonly RanTrial[];
  readonly part: SearchTask;
  readonly tested: TestedWindow | undefined;
  readonly judged: JudgedSplit | undefined;
}

interface TestedWindow {
  readonly window: StudyWindow;
  readonly outcome: WindowOutcome | undefined;
}

async function* searchWindow(
  spec: StudySpec,
  plan: StudyPlan,
  task: StudyTask,
  window: number,
): AsyncGenerator<Pick<StudyEvent, "trial" | "best">, SearchedWindow> {
  const { parts = [], walk, split } = plan.windows[window] ?? {};
  const earlier = earlierOf(task, window);
  const part = { ...plan.search, spec, parts, window, earlier, abort: task.abort };
  const ran: RanTrial[] = [];
  let best: StudyTrial | undefined;
  for await (const one of runSearch(part)) {
    ran.push(keep(one, ran.length));
    best = bestOf(spec, best ? [best, one.trial] : [one.trial]);
    yield { trial: one.trial, best };
  }
  const tested = walk && (await testWindow({ ran, part }, { window, ...walk }));
  const judged = split && (await judgeSplit(part, split, best));
  // Only the last window's returns are looked at once more.
  const isLast = window === plan.windows.length - 1;
  return { ran: isLast ? ran : ran.map((one) => ({ ...one, returns: undefined })), part, tested, judged };
}

/**
 * Runs a study to its end. See {@link runStudy}.
 *
 * @example (await completeStudy(studyOf(cross, { bars: prices, method: "grid", leastTrades: 3, space: { fast: [5, 10], slow: [40, 60] }
 *   }))).best?.values
 */
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
): Promise<TestedWindow> {
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
