import type { BacktestOptions } from "#engine/backtest.ts";
import { toPlainError } from "#engine/errors.ts";
import type { TrialOutcome, TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import { evaluateFor } from "#engine/experiments/study/study-plan.ts";
import type { StudySpec } from "#engine/experiments/study/study-spec.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import type { OwnObjective } from "#engine/experiments/study/own-objective.ts";
import type { Strategy } from "#engine/strategy.ts";
import { openStopFlag } from "#workers/cells/stop-flag.ts";
import { followRecipe, type Recipe } from "./recipe.ts";

/** How another thread makes a study's strategy: by its name in the catalogue, or by the cells that it comes from. */
export type StrategyOrigin =
  { readonly kind: "built-in"; readonly name: string } | { readonly kind: "recipe"; readonly recipe: Recipe };

/** Trials of a study as a helping thread is given them: plain data, columns in shared memory. */
export interface TrialJob {
  readonly origin: StrategyOrigin;
  readonly study: Pick<StudySpec, "objective" | "metrics" | "accounts">;
  /** The function that scores trials, where there is one. */
  readonly objective: Recipe | undefined;
  /** Run options of the study. */
  readonly settings: unknown;
  /** Requests come in by it, one at a time, and outcomes go out; null ends the work. */
  readonly port: MessagePort;
}

/** What a helping thread answers: an outcome, or why it cannot help. */
export type TrialAnswer = { readonly outcome: TrialOutcome } | { readonly trouble: string };

/**
 * Runs trials as they are asked for, until it is told that there are no more.
 *
 * @throws nothing: what keeps it from helping is answered, and whoever asked runs the trial himself.
 */
export async function workOnTrials(job: TrialJob): Promise<void> {
  const { port } = job;
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  const answer = (message: TrialAnswer): void => port.postMessage(message);
  let evaluate: Promise<(request: TrialRequest) => TrialOutcome> | undefined;
  port.onmessage = ({ data }: MessageEvent<TrialRequest | null>) => {
    if (data === null) return end(undefined);
    evaluate ??= openEvaluate(job);
    evaluate.then(
      (run) => answer({ outcome: run(data) }),
      (error: unknown) => answer({ trouble: toPlainError(error).message }),
    );
  };
  await ended;
  port.close();
}

async function openEvaluate({
  origin,
  study,
  objective,
  settings,
}: TrialJob): Promise<(request: TrialRequest) => TrialOutcome> {
  const stop = openStopFlag(null);
  const strategy =
    origin.kind === "built-in"
      ? strategies.find(origin.name).strategy
      : ((await followRecipe(origin.recipe, stop)) as Strategy);
  const own = objective && ((await followRecipe(objective, stop)) as OwnObjective);
  return evaluateFor(study, strategy, settings as BacktestOptions, own);
}
