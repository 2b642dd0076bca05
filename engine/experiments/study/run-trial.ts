import { createRandom } from "../../random.ts";
import { pruners } from "../search/pruners/catalogue.ts";
import type { FoldLosses } from "../search/pruner.ts";
import type { Ask } from "../search/search.ts";
import type { Span } from "../validation/walk-forward.ts";
import type { TrialOutcome } from "./evaluate-trial.ts";
import type { SearchTask } from "./run-search.ts";
import type { StudySpec, StudyTrial } from "./study-spec.ts";

/** A finished trial and, where it was run now and in full, its returns over all folds. */
export interface RanTrial {
  readonly trial: StudyTrial;
  readonly returns: Float64Array | undefined;
  readonly periodsPerYear: number;
}

/** A stretch of rows as times; the last one is open to the right. */
export function timesOf(
  clock: Float64Array,
  { from, to }: Span,
): { readonly from: number; readonly to: number } {
  return { from: clock[from] ?? NaN, to: clock[to] ?? Infinity };
}

/** A trial as pruners see it: the smaller the better. */
export function lossesOf({ goal }: StudySpec, { folds, state }: StudyTrial): FoldLosses {
  const sign = goal === "maximise" ? -1 : 1;
  return {
    folds: folds.map(({ fold }) => fold),
    losses: folds.map(({ score }) => (score === null ? NaN : sign * score)),
    state: state === "failed" ? "pruned" : state,
  };
}

/** Runs a set over the folds, in an order of its own, until it is done or not worth going on. */
export async function runTrial(
  task: SearchTask,
  { number, values }: Ask,
  others: readonly FoldLosses[],
): Promise<RanTrial> {
  const { spec, window } = task;
  const pruner = pruners.find(spec.pruner.kind).of(spec.pruner.params);
  const outcomes = new Map<number, TrialOutcome>();
  const head = { window, number, values: { ...values } };
  for (const [fold, running] of startFolds(task, values, number)) {
    const outcome = await running();
    if (outcome.error !== undefined) return failedTrial(head, outcome.error);
    outcomes.set(fold, outcome);
    const soFar = summary(head, outcomes, "complete");
    const isLast = outcomes.size === task.parts.length;
    if (!isLast && pruner.shouldStop({ ...lossesOf(spec, soFar), state: "running" }, others))
      return { ...ended(head, outcomes, "pruned"), returns: undefined };
  }
  return ended(head, outcomes, "complete");
}

type Running = () => TrialOutcome | Promise<TrialOutcome>;

/** Where nothing is pruned all folds start at once; else each when the one before did not end the trial. */
function startFolds(task: SearchTask, values: Ask["values"], number: number): (readonly [number, Running])[] {
  const order = foldOrder(task, number);
  if (task.spec.pruner.kind !== "none")
    return order.map((fold) => [fold, () => evaluateFold(task, values, fold)] as const);
  return order.map((fold) => {
    const running = evaluateFold(task, values, fold);
    if (running instanceof Promise) running.catch(() => undefined);
    return [fold, () => running] as const;
  });
}

type Head = Pick<StudyTrial, "window" | "number" | "values">;

function failedTrial(head: Head, error: string): RanTrial {
  const nothing = { score: null, folds: [], trades: 0, metrics: {} };
  return { trial: { ...head, ...nothing, state: "failed", error }, returns: undefined, periodsPerYear: NaN };
}

function ended(
  head: Head,
  outcomes: ReadonlyMap<number, TrialOutcome>,
  state: StudyTrial["state"],
): RanTrial {
  const [first] = outcomes.values();
  const periodsPerYear = first?.periodsPerYear ?? NaN;
  return { trial: summary(head, outcomes, state), returns: joined(outcomes), periodsPerYear };
}

/** Runs a set over one fold of the search's bars. */
export function evaluateFold(
  { evaluate, clock, parts }: Pick<SearchTask, "evaluate" | "clock" | "parts">,
  values: Ask["values"],
  fold: number,
): TrialOutcome | Promise<TrialOutcome> {
  return evaluate({ values, ...timesOf(clock, parts[fold] ?? { from: 0, to: 0 }) });
}

/** Returns of all folds in the order of time. */
export function joined(outcomes: ReadonlyMap<number, TrialOutcome>): Float64Array {
  const ordered = [...outcomes].sort(([a], [b]) => a - b);
  return Float64Array.from(ordered.flatMap(([, { returns }]) => [...returns]));
}

function summary(
  head: Head,
  outcomes: ReadonlyMap<number, TrialOutcome>,
  state: StudyTrial["state"],
): StudyTrial {
  const found = [...outcomes.values()];
  const folds = [...outcomes].map(([fold, { score }]) => ({
    fold,
    score: Number.isFinite(score) ? score : null,
  }));
  const score = found.reduce((sum, outcome) => sum + outcome.score, 0) / found.length;
  const trades = found.reduce((sum, outcome) => sum + outcome.trades, 0);
  const metrics = Object.fromEntries(
    Object.keys(found[0]?.metrics ?? {}).map((kind) => [kind, meanMetric(found, kind)]),
  );
  return { ...head, score: Number.isFinite(score) ? score : null, folds, trades, metrics, state };
}

function meanMetric(outcomes: readonly TrialOutcome[], kind: string): number | null {
  const sum = outcomes.reduce((total, { metrics }) => total + (metrics[kind] ?? NaN), 0) / outcomes.length;
  return Number.isFinite(sum) ? sum : null;
}

/** Folds are shuffled for each trial, so that pruning is not decided by the first one; one fold needs no shuffling. */
function foldOrder({ spec: { seed, pruner }, parts }: SearchTask, number: number): number[] {
  const order = parts.map((_, fold) => fold);
  if (pruner.kind === "none") return order;
  const random = createRandom(seed * 1_000_003 + number);
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.int(last + 1);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}
