import type { TrialOutcome } from "#engine/experiments/study/evaluate-trial.ts";
import type { FunctionCode, StrategySource, StudyRunOptions } from "#engine/experiments/study/study-order.ts";
import type { StudySpec } from "#engine/experiments/study/study-spec.ts";
import type { Bars } from "#engine/market/bars.ts";

/** What all runs of a study share. */
export interface TrialTask extends Pick<StudySpec, "objective" | "metrics" | "accounts"> {
  readonly source: StrategySource;
  readonly bars: readonly Bars[];
  readonly options: StudyRunOptions;
  /** Scores runs in place of the statistic that `objective` names. */
  readonly ownObjective?: FunctionCode;
}

/** What a strategy is, once its code has run. */
export interface OpenedStrategy {
  readonly name: string;
  readonly version: string;
  readonly codeHash: string;
}

/** What came of a run, and how long it took. Returns are little-endian float64. */
export interface RunOutcome extends Omit<TrialOutcome, "returns"> {
  readonly returns: Uint8Array;
  readonly durationMs: number;
}
