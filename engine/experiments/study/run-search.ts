import { createRandom } from "../../random.ts";
import { pruners } from "../search/pruners/catalogue.ts";
import type { FoldLosses } from "../search/pruner.ts";
import { openSearch, type Ask, type Search } from "../search/search.ts";
import { groupSpans } from "../validation/purged-folds.ts";
import type { Span } from "../validation/walk-forward.ts";
import type { Evaluate, TrialOutcome } from "./evaluate-trial.ts";
import type { StudySpec, StudyTrial } from "./study-spec.ts";

/** A search over one stretch of bars. */
export interface SearchTask {
  readonly spec: StudySpec;
  readonly evaluate: Evaluate;
  /** Opening times of all bars, UTC ms, ascending. */
  readonly clock: Float64Array;
  readonly span: Span;
  readonly window: number;
  /** Trials that were run before, by number: told and not run again. */
  readonly earlier: ReadonlyMap<number, StudyTrial>;
  readonly abort?: { throwIfAborted(): void } | undefined;
}

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

/**
 * Runs a search trial by trial, or batch by batch: what is chosen depends on what whole batches came to, never on which of
 * them finished first.
 *
 * @throws whatever `abort.throwIfAborted` does, between trials.
 */
export async function* runSearch(task: SearchTask): AsyncGenerator<RanTrial, Search> {
  const { spec, window, earlier } = task;
  const { space, sampler, seed, goal } = spec;
  const search = openSearch({ space, sampler, seed: (seed + window) % 4_294_967_296, goals: [goal] });
  const done: FoldLosses[] = [];
  while (search.records().length < spec.trials) {
    task.abort?.throwIfAborted();
    const asked: Ask[] = [];
    while (asked.length < spec.batch && search.records().length < spec.trials) {
      const ask = search.ask();
      if (!ask) break;
      asked.push(ask);
    }
    if (asked.length === 0) break;
    // Pruners see whole batches too, so that a batch's trials may run in any order.
    const known = [...done];
    const ran = await Promise.all(
      asked.map(async (ask) => recalled(earlier, ask) ?? runTrial(task, ask, known)),
    );
    for (const one of ran) {
      tell(search, spec, one.trial);
      done.push(lossesOf(spec, one.trial));
      yield one;
    }
  }
  return search;
}

function recalled(earlier: ReadonlyMap<number, StudyTrial>, { number }: Ask): RanTrial | undefined {
  const trial = earlier.get(number);
  return trial && { trial, returns: undefined, periodsPerYear: NaN };
}

function tell(search: Search, spec: StudySpec, { number, score, state, trades, folds }: StudyTrial): void {
  const violation = state === "complete" ? Math.max(0, spec.leastTrades - trades) : 0;
  search.tell(
    number,
    state === "failed" ? { state } : { scores: [score ?? NaN], state, steps: folds.length, violation },
  );
}

function lossesOf({ goal }: StudySpec, { folds, state }: StudyTrial): FoldLosses {
  const sign = goal === "maximise" ? -1 : 1;
  return {
    folds: folds.map(({ fold }) => fold),
    losses: folds.map(({ score }) => (score === null ? NaN : sign * score)),
    state: state === "failed" ? "pruned" : state,
  };
}

/** Runs a set over the folds, in an order of its own, until it is done or not worth going on. */
async function runTrial(
  task: SearchTask,
  { number, values }: Ask,
  others: readonly FoldLosses[],
): Promise<RanTrial> {
  const { spec, window } = task;
  const pruner = pruners.find(spec.pruner.kind).of(spec.pruner.params);
  const outcomes = new Map<number, TrialOutcome>();
  const head = { window, number, values: { ...values } };
  for (const fold of foldOrder(spec, number)) {
    const outcome = await evaluateFold(task, values, fold);
    outcomes.set(fold, outcome);
    if (outcome.error !== undefined) {
      const trial: StudyTrial = {
        ...head,
        score: null,
        folds: [],
        trades: 0,
        state: "failed",
        error: outcome.error,
      };
      return { trial, returns: undefined, periodsPerYear: NaN };
    }
    const soFar = summary(head, outcomes, "complete");
    if (
      outcomes.size < spec.folds &&
      pruner.shouldStop({ ...lossesOf(spec, soFar), state: "running" }, others)
    )
      return {
        trial: summary(head, outcomes, "pruned"),
        returns: undefined,
        periodsPerYear: outcome.periodsPerYear,
      };
  }
  const [first] = outcomes.values();
  return {
    trial: summary(head, outcomes, "complete"),
    returns: joined(outcomes),
    periodsPerYear: first?.periodsPerYear ?? NaN,
  };
}

/** Runs a set over one fold of the search's bars. */
export function evaluateFold(
  { spec, evaluate, clock, span }: Pick<SearchTask, "spec" | "evaluate" | "clock" | "span">,
  values: Ask["values"],
  fold: number,
): TrialOutcome | Promise<TrialOutcome> {
  const part = groupSpans(span.to - span.from, spec.folds)[fold] ?? { from: 0, to: 0 };
  return evaluate({ values, ...timesOf(clock, { from: span.from + part.from, to: span.from + part.to }) });
}

/** Returns of all folds in the order of time. */
export function joined(outcomes: ReadonlyMap<number, TrialOutcome>): Float64Array {
  const ordered = [...outcomes].sort(([a], [b]) => a - b);
  return Float64Array.from(ordered.flatMap(([, { returns }]) => [...returns]));
}

function summary(
  head: Pick<StudyTrial, "window" | "number" | "values">,
  outcomes: ReadonlyMap<number, TrialOutcome>,
  state: StudyTrial["state"],
): StudyTrial {
  const folds = [...outcomes].map(([fold, { score }]) => ({
    fold,
    score: Number.isFinite(score) ? score : null,
  }));
  const score = [...outcomes.values()].reduce((sum, outcome) => sum + outcome.score, 0) / outcomes.size;
  const trades = [...outcomes.values()].reduce((sum, outcome) => sum + outcome.trades, 0);
  return { ...head, score: Number.isFinite(score) ? score : null, folds, trades, state };
}

/** Folds are shuffled for each trial, so that pruning is not decided by the first one; one fold needs no shuffling. */
function foldOrder({ folds, seed, pruner }: StudySpec, number: number): number[] {
  const order = Array.from({ length: folds }, (_, fold) => fold);
  if (pruner.kind === "none") return order;
  const random = createRandom(seed * 1_000_003 + number);
  for (let last = folds - 1; last > 0; last--) {
    const other = random.int(last + 1);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}
