import type { StudySpec, StudyTrial } from "./study-spec.ts";

/** What a study makes large or small. */
export interface StudyObjective {
  /** Kind of a statistic, or "custom". */
  readonly objective: string;
  readonly goal: StudySpec["goal"];
}

type Aims = Pick<StudySpec, "objective" | "goal" | "further">;

/** All objectives of a study, the one that it is judged by first. */
export function objectivesOf({ objective, goal, further = [] }: Aims): readonly StudyObjective[] {
  return [{ objective, goal }, ...further];
}

/** What a trial came to by each objective, in their order; NaN where one is not defined. */
export function scoresOf(
  { further = [] }: Pick<StudySpec, "further">,
  { score, metrics }: Pick<StudyTrial, "score" | "metrics">,
): number[] {
  return [score, ...further.map(({ objective }) => metrics[objective])].map((value) => value ?? NaN);
}

/** What a trial came to, the smaller the better; undefined where it cannot be chosen: unfinished, too few trades, an objective undefined. */
export function lossesOfChoice(
  spec: Aims & Pick<StudySpec, "leastTrades">,
  trial: StudyTrial,
): number[] | undefined {
  if (trial.state !== "complete" || trial.trades < spec.leastTrades) return undefined;
  const goals = objectivesOf(spec);
  const losses = scoresOf(spec, trial).map((score, at) => (goals[at]?.goal === "minimise" ? score : -score));
  return losses.every(Number.isFinite) ? losses : undefined;
}

/** Puts losses in order by the first of them, equal ones by the next. */
export function compareLosses(a: readonly number[], b: readonly number[]): number {
  for (const [place, loss] of a.entries()) {
    const difference = loss - (b[place] ?? NaN);
    if (difference !== 0) return difference;
  }
  return 0;
}
