import type { FoldLosses } from "../search/pruner.ts";
import { openSearch, type Ask, type Search } from "../search/search.ts";
import type { Span } from "../validation/walk-forward.ts";
import type { Evaluate } from "./evaluate-trial.ts";
import { objectivesOf, scoresOf } from "./objectives.ts";
import { lossesOf, runTrial, type RanTrial } from "./run-trial.ts";
import { isBlind, type StudySpec, type StudyTrial } from "./study-spec.ts";

/** A search over the folds of one train. */
export interface SearchTask {
  readonly spec: StudySpec;
  readonly evaluate: Evaluate;
  /** Opening times of all bars, UTC ms, ascending. */
  readonly clock: Float64Array;
  /** Rows of each fold, ascending: a set is scored on each of them. */
  readonly parts: readonly Span[];
  readonly window: number;
  /** Trials that were run before, by number: told and not run again. */
  readonly earlier: ReadonlyMap<number, StudyTrial>;
  readonly abort?: { throwIfAborted(): void } | undefined;
  /** Trials that may be under way at once where what is tried depends on none of them; 1 where absent. */
  readonly width?: number | undefined;
}

/**
 * Runs a search trial by trial, or batch by batch: what is chosen depends on what whole batches came to, never on which of
 * them finished first. Trials are told in their order.
 *
 * @throws whatever `abort.throwIfAborted` does, between trials.
 */
export async function* runSearch(task: SearchTask): AsyncGenerator<RanTrial, Search> {
  const { spec, window } = task;
  const { space, sampler, seed } = spec;
  const goals = objectivesOf(spec).map(({ goal }) => goal);
  const search = openSearch({ space, sampler, seed: (seed + window) % 4_294_967_296, goals });
  const done: FoldLosses[] = [];
  for (let asked = askSome(search, task); asked.length > 0; asked = askSome(search, task)) {
    // Pruners see whole batches too, so that a batch's trials may run in any order.
    const known = [...done];
    for (const running of asked.map((ask) => startTrial(task, ask, known))) {
      task.abort?.throwIfAborted();
      const one = await running;
      tell(search, spec, one.trial);
      done.push(lossesOf(spec, one.trial));
      yield one;
    }
  }
  return search;
}

function askSome(search: Search, { spec, width = 1 }: SearchTask): Ask[] {
  const most = isBlind(spec) ? Math.max(width, spec.batch) : spec.batch;
  const asked: Ask[] = [];
  while (asked.length < most && search.records().length < spec.trials) {
    const ask = search.ask();
    if (!ask) break;
    asked.push(ask);
  }
  return asked;
}

function startTrial(task: SearchTask, ask: Ask, known: readonly FoldLosses[]): Promise<RanTrial> {
  const before = recalled(task.earlier, ask);
  const running = before ? Promise.resolve(before) : runTrial(task, ask, known);
  // Told when its turn comes; one that fails before that must not be taken for unheard.
  running.catch(() => undefined);
  return running;
}

function recalled(earlier: ReadonlyMap<number, StudyTrial>, { number }: Ask): RanTrial | undefined {
  const trial = earlier.get(number);
  return trial && { trial, returns: undefined, periodsPerYear: NaN };
}

function tell(search: Search, spec: StudySpec, trial: StudyTrial): void {
  const { number, state, trades, folds } = trial;
  const violation = state === "complete" ? Math.max(0, spec.leastTrades - trades) : 0;
  search.tell(
    number,
    state === "failed" ? { state } : { scores: scoresOf(spec, trial), state, steps: folds.length, violation },
  );
}
