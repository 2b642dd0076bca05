import type { StudyTrial } from "./parameter-map.tsx";

/** Whether a trial made as many trades as its study asks for; what did not is never its best, whatever its score. */
export const hasEnoughTrades = ({ trades }: StudyTrial, leastTrades: number): boolean =>
  trades >= leastTrades;

/** Trials with enough trades in their order, then the others in theirs. */
export function soundFirst(trials: readonly StudyTrial[], leastTrades: number): readonly StudyTrial[] {
  const rest = trials.filter((trial) => !hasEnoughTrades(trial, leastTrades));
  return rest.length === 0
    ? trials
    : [...trials.filter((trial) => hasEnoughTrades(trial, leastTrades)), ...rest];
}
