import type { StudyTrial } from "#engine/experiments/study/study-spec.ts";
import type { BarStore } from "#server/db.ts";
import { getStudy, type StudyDetail } from "./list-studies.ts";
import { listTrials, studyTrialOf } from "./list-trials.ts";
import { MAX_TRIALS, studyId } from "./study-schemas.ts";

/** How a study ended, with everything that it tried: what a cell reads its result from. */
export interface StudyOutcome extends Pick<StudyDetail, "status" | "error" | "result"> {
  /** In the order of windows and numbers. */
  readonly trials: readonly StudyTrial[];
}

/** Reads what came of a study. @throws ServerError "not-found". */
export async function studyOutcome(db: BarStore, input: { readonly id: string }): Promise<StudyOutcome> {
  const { id } = studyId.parse(input);
  const { status, error, result } = await getStudy(db, { id });
  const trials = await listTrials(db, { id, limit: MAX_TRIALS });
  return { status, error, result, trials: trials.map(studyTrialOf) };
}
