import { planOf } from "#engine/experiments/study/study-plan.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { readStudyBars } from "./open-task.ts";
import { runOptionsWith } from "#server/sandbox/run-options.ts";
import type { StudyRequest } from "./study-schemas.ts";
import { MAX_TRIALS } from "./study-schemas.ts";

/** How large a study is. */
export interface StudySize {
  readonly symbols: number;
  /** Bars of all symbols. */
  readonly bars: number;
  readonly windows: number;
  /** Trials of all windows. */
  readonly trials: number;
  /** Bars that all trials walk, all folds and symbols counted. */
  readonly walked: number;
  /** Closes after the last test of a walk forward, which are too few for one more; 0 without one. */
  readonly untested: number;
}

/**
 * Lays a study out over its bars.
 *
 * @throws ServerError "over-limit" on more than {@link MAX_TRIALS} trials; EngineError "bad-param" on too few bars.
 */
export async function planStudy(db: BarStore, request: StudyRequest): Promise<StudySize> {
  const bars = await readStudyBars(db, request);
  const {
    search,
    windows,
    trials: each,
  } = planOf(request.study, {
    ...{ options: runOptionsWith(request.options, bars), study: request.study },
    evaluate: () => Promise.reject(new Error("planned only")),
  });
  const trials = windows.length * each;
  if (trials > MAX_TRIALS)
    throw new ServerError("over-limit", `too many trials: ${trials}; use ${MAX_TRIALS} or fewer`);
  const rows = windows.flatMap(({ parts }) => parts).reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    ...{ symbols: bars.length, windows: windows.length, trials },
    bars: bars.reduce((sum, { close }) => sum + close.length, 0),
    walked: rows * each * bars.length,
    untested: search.clock.length - (windows.at(-1)?.walk?.test.to ?? search.clock.length),
  };
}
