import { expectedMaximum } from "#engine/attribution/inference/deflated-sharpe.ts";

/** What the best of some trials is worth beside what luck makes of as many. */
export interface Luck {
  readonly trials: number;
  readonly best: number;
  readonly mean: number;
  readonly deviation: number;
  /** The best objective that so many independent trials of no skill are expected to show, centred on 0, with the spread that was seen. */
  readonly byLuck: number;
}

/**
 * Compares the best Sharpe ratio of a study with the expected best of as many trials without skill.
 *
 * @param objectives Of the trials that have one; at least two.
 * @param tried All trials, those without an objective included.
 * @see Bailey, Lopez de Prado (2014), The Deflated Sharpe Ratio.
 */
export function luckOf(objectives: readonly number[], tried: number): Luck | undefined {
  if (objectives.length < 2) return undefined;
  const mean = objectives.reduce((sum, value) => sum + value, 0) / objectives.length;
  const squares = objectives.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (objectives.length - 1));
  const trials = Math.max(tried, objectives.length);
  return {
    trials,
    best: Math.max(...objectives),
    mean,
    deviation,
    byLuck: expectedMaximum(trials) * deviation,
  };
}
