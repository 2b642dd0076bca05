import { barsOpenedBefore } from "../../data/dataset.ts";
import type { Bars } from "../../market/bars.ts";
import { permuteBars } from "../monte-carlo/permuted-bars.ts";
import { permutationPValue } from "../overfitting/permutation-p-value.ts";
import { searchStudy } from "./study.ts";
import type { StudyTask } from "./study-plan.ts";
import { bestOf, type StudyResult, type StudyWindow } from "./study-result.ts";
import type { StudySpec } from "./study-spec.ts";

/** What a study's search is measured by against the same search on permuted markets. */
type Finding = Pick<StudyResult, "spec" | "best" | "windows">;

/** How often a study's search did as well on markets without what it looks for. */
export interface PermutationTest {
  /** What the search came to on the real market. */
  readonly real: number;
  readonly markets: number;
  /** Permuted markets on which it came to as much. */
  readonly asGood: number;
  /** Share of markets with as good a finding, the real one counted among them: above 0, at most 1. */
  readonly pValue: number;
}

/**
 * What a search came to: the best score in sample; of a walk forward the mean score of its windows out of sample, where a window that
 * chose nothing counts as nothing found.
 *
 * @returns In units of the study's objective; NaN where nothing was found.
 */
export function scoreOfSearch({ spec, best, windows }: Finding): number {
  if (!spec.walkForward) return best?.score ?? NaN;
  return windows.reduce((sum, { outOfSampleScore }) => sum + (outOfSampleScore ?? NaN), 0) / windows.length;
}

/**
 * Bars that a study's search saw, with their moves in another order. Symbols with the same times keep moving together; what was held out is cut off.
 *
 * @param until UTC ms from which bars were held out; all bars where null.
 * @param number Which of the permuted markets, from 0: each study and number give one market, on every machine.
 */
export function permutedBars(
  bars: readonly Bars[],
  { seed }: Pick<StudySpec, "seed">,
  { until, number }: { readonly until: number | null; readonly number: number },
): Bars[] {
  return bars.map((one) =>
    permuteBars(until === null ? one : barsOpenedBefore(one, until), seed * 1_000_003 + number),
  );
}

/**
 * Runs a study's whole search on a market that was permuted, and nothing else: no bars are held out, nothing is judged.
 *
 * @param task The study's own, over {@link permutedBars}.
 * @returns See {@link scoreOfSearch}.
 * @throws what runStudy throws.
 * @see Masters (2018), Testing and Tuning Market Trading Systems, chapter on permutation of the training process.
 */
export async function permutedScore(task: StudyTask): Promise<number> {
  // Splits only judge: what a cross validation found is what its last search, on all groups, came to.
  const { crossValidation, ...study } = task.study;
  const folds = crossValidation ? { folds: crossValidation.groups } : {};
  const steps = searchStudy({ ...task, study: { ...study, ...folds, holdOut: 0 } });
  for (;;) {
    const step = await steps.next();
    if (step.done !== true) continue;
    const { spec, searched, last } = step.value;
    const windows = searched.flatMap(({ tested }): StudyWindow[] => (tested ? [tested.window] : []));
    const trials = last.ran.map(({ trial }) => trial);
    return scoreOfSearch({ spec, windows, best: bestOf(spec, trials) });
  }
}

/**
 * The test of a study by permuted markets.
 *
 * @param scores Of {@link permutedScore}; NaN, where nothing was found, counts as worse.
 */
export function permutationTest(found: Finding, scores: readonly number[]): PermutationTest {
  const sign = found.spec.goal === "maximise" ? 1 : -1;
  const real = scoreOfSearch(found);
  const turned = scores.map((score) => sign * score);
  return {
    ...{ real, markets: scores.length },
    asGood: turned.filter((score) => score >= sign * real).length,
    // Where nothing was found on the real market, every market did as well.
    pValue: Number.isNaN(real) ? 1 : permutationPValue(sign * real, turned),
  };
}
