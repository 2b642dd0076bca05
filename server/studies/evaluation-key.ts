import type { TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import { canonicalJson, hashText } from "#engine/hash.ts";

/** The name of a run within its study: the same set over the same stretch of time has the same one. */
export function evaluationKey({ values, from, to }: TrialRequest): string {
  return hashText(canonicalJson([values, from, to < Infinity ? to : null])).slice(0, 32);
}
