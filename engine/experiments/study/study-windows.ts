import { EngineError } from "../../errors.ts";
import { groupSpans, purgedSpans, type SpanSplit } from "../validation/purged-folds.ts";
import { walkForwardWindows, type Span, type WalkWindow } from "../validation/walk-forward.ts";
import type { StudySpec } from "./study-spec.ts";

/** One search of a study: what sets are scored on, and what the best of them is judged by. */
export interface StudyStretch {
  /** Rows of each fold, ascending. */
  readonly parts: readonly Span[];
  /** Of a walk forward: the train that the folds are of, and the test after it. */
  readonly walk?: WalkWindow;
  /** Of a cross validation: the groups that are tested. */
  readonly split?: SpanSplit;
}

/**
 * Lays searches out over so many rows: one per window of a walk forward, one per split of a cross validation and a last one on all rows, else
 * one alone.
 *
 * @throws EngineError "bad-param" where windows or groups do not fit, or a purge leaves nothing to train on.
 */
export function stretchesOf(
  { folds, walkForward, crossValidation }: Pick<StudySpec, "folds" | "walkForward" | "crossValidation">,
  rows: number,
): StudyStretch[] {
  if (walkForward)
    return walkForwardWindows(rows, walkForward).map((walk) => ({ parts: partsOf(walk.train, folds), walk }));
  if (!crossValidation) return [{ parts: groupSpans(rows, folds) }];
  const splits = purgedSpans(rows, crossValidation);
  if (splits.some(({ train }) => train.length === 0))
    throw new EngineError(
      "bad-param",
      `invalid purge: ${crossValidation.purge}; use fewer rows, or fewer groups`,
      { field: "crossValidation" },
    );
  return [
    ...splits.map((split) => ({ parts: split.train, split })),
    { parts: groupSpans(rows, crossValidation.groups) },
  ];
}

function partsOf({ from, to }: Span, folds: number): Span[] {
  return groupSpans(to - from, folds).map((part) => ({ from: from + part.from, to: from + part.to }));
}
