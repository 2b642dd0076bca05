import { compareLosses, lossesOfChoice } from "#engine/experiments/study/objectives.ts";
import { plainResult } from "#engine/experiments/study/stored-result.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import type { StudySpec, StudyTrial } from "#engine/experiments/study/study-spec.ts";
import { SEARCH_TRIALS, type CellOutput } from "#engine/notebook/output.ts";

type SearchOutput = Extract<CellOutput, { type: "search" }>;

/** A study of this tab as the app draws it: how far it is, the map of its parameters, its windows and paths. */
export class StudyView {
  readonly output: SearchOutput;

  constructor(output: SearchOutput) {
    this.output = output;
  }
}

/** Drawn twice a second while it runs. */
const RUNNING_TRIALS = 1000;

/**
 * What a study looks like while it runs.
 *
 * @param trials So far; the best of them are drawn, a thousand at most. O(trials log trials).
 * @param planned Trials in all.
 */
export function runningView(spec: StudySpec, trials: readonly StudyTrial[], planned: number): StudyView {
  return viewOf(spec, trials, { planned, result: null, most: RUNNING_TRIALS });
}

/** What a study looks like at its end. */
export function endedView(found: StudyResult): StudyView {
  const { spec, trials, walk } = found;
  // The page draws the account; its returns are the same once more.
  const lean = { ...found, walk: walk && { ...walk, returns: new Float64Array() }, front: [] };
  // As JSON, where what is not defined is null: so it is read wherever a result is.
  const result = JSON.parse(JSON.stringify(plainResult(lean))) as Record<string, unknown>;
  return viewOf(spec, trials, { planned: trials.length, result, most: SEARCH_TRIALS });
}

function viewOf(
  spec: StudySpec,
  trials: readonly StudyTrial[],
  { planned, result, most }: Pick<SearchOutput, "planned" | "result"> & { readonly most: number },
): StudyView {
  const { objective, goal, leastTrades } = spec;
  return new StudyView({
    ...{ type: "search", objective, goal, leastTrades, planned, result },
    done: trials.length,
    trials: bestFirst(spec, trials)
      .slice(0, most)
      .map(({ window, number, values: params, score, trades }) => ({
        window,
        number,
        params,
        objective: score,
        trades,
      })),
  });
}

/** Those that may be chosen, the best first; others have no place on a map. */
function bestFirst(spec: StudySpec, trials: readonly StudyTrial[]): StudyTrial[] {
  return trials
    .flatMap((trial) => {
      const losses = lossesOfChoice(spec, trial);
      return losses ? [{ trial, losses }] : [];
    })
    .sort((a, b) => compareLosses(a.losses, b.losses))
    .map(({ trial }) => trial);
}
