import { compareLosses, lossesOfChoice } from "./objectives.ts";
import type { StudySpec, StudyTrial } from "./study-spec.ts";

/**
 * The trials of one search that no other beats: any other is worse by some objective, or the same by all. Of trials that are the same by all,
 * the first stands for the others.
 *
 * @param trials Of one window.
 * @returns The best by the first objective first; none of a study with one objective. O(trials times the front).
 */
export function frontOf(
  spec: Pick<StudySpec, "objective" | "goal" | "further" | "leastTrades">,
  trials: readonly StudyTrial[],
): StudyTrial[] {
  if (!spec.further) return [];
  const ranked = trials.flatMap((trial) => {
    const losses = lossesOfChoice(spec, trial);
    return losses ? [{ trial, losses }] : [];
  });
  // Whoever comes later in this order can beat no one before.
  ranked.sort((a, b) => compareLosses(a.losses, b.losses) || a.trial.number - b.trial.number);
  const front: typeof ranked = [];
  for (const one of ranked) if (!front.some(({ losses }) => isNoWorse(losses, one.losses))) front.push(one);
  return front.map(({ trial }) => trial);
}

function isNoWorse(a: readonly number[], b: readonly number[]): boolean {
  return a.every((loss, place) => loss <= (b[place] ?? NaN));
}
