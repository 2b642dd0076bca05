import { frontOf } from "#engine/experiments/study/front.ts";
import { objectivesOf } from "#engine/experiments/study/objectives.ts";
import type { StoredResult } from "#engine/experiments/study/stored-result.ts";
import type { StudySpec } from "#engine/experiments/study/study-spec.ts";
import type { StudyTrial } from "./parameter-map.tsx";

/** A trial with what it came to by each objective, in their order; null where one is not defined. */
export interface FrontPoint {
  readonly trial: StudyTrial;
  readonly scores: readonly (number | null)[];
}

/** The last search of a study as it stands: what none beats, and all the others. */
export interface StudyFront {
  readonly objectives: ReturnType<typeof objectivesOf>;
  readonly front: readonly FrontPoint[];
  readonly beaten: readonly FrontPoint[];
}

const STATES: Readonly<Record<string, "complete" | "pruned" | "failed">> = {
  completed: "complete",
  pruned: "pruned",
};

/**
 * The front of a study of several objectives, while it runs and after it; undefined where it has one objective.
 *
 * @param result The front is what it says once it is there.
 */
export function frontOfStudy(
  spec: StudySpec,
  trials: readonly StudyTrial[],
  result: Pick<StoredResult, "front"> | null,
): StudyFront | undefined {
  if (!spec.further) return undefined;
  const last = Math.max(...trials.map(({ window }) => window));
  const own = trials.filter(({ window, status }) => window === last && status === "completed");
  const stored = result ? result.front : frontOf(spec, own.map(engineTrial));
  const numbers = new Set(stored.map(({ number }) => number));
  const pointOf = (trial: StudyTrial): FrontPoint => ({
    trial,
    scores: [
      trial.objective,
      ...(spec.further ?? []).map(({ objective }) => trial.metrics[objective] ?? null),
    ],
  });
  const byNumber = new Map(own.map((trial) => [trial.number, trial]));
  return {
    objectives: objectivesOf(spec),
    front: stored.flatMap(({ number }) => byNumber.get(number) ?? []).map(pointOf),
    beaten: own.filter(({ number }) => !numbers.has(number)).map(pointOf),
  };
}

function engineTrial({
  params: values,
  objective: score,
  status,
  ...trial
}: StudyTrial): Parameters<typeof frontOf>[1][number] {
  const { window, number, folds, trades, metrics } = trial;
  return {
    window,
    number,
    values,
    score,
    folds: [...folds],
    trades,
    metrics,
    state: STATES[status] ?? "failed",
  };
}
