import type { SearchTrial } from "../sampler.ts";

/** How many of the finished trials count as good: a tenth, at most 25. */
export function goodCount(finished: number): number {
  return Math.min(Math.ceil(0.1 * finished), 25);
}

/** Trials as good and the rest, each in the order of their numbers. */
export interface SplitTrials {
  readonly below: readonly SearchTrial[];
  readonly above: readonly SearchTrial[];
}

/**
 * Parts trials by their loss. Complete ones come first by loss, then pruned ones by how far they got, then those that broke what was asked,
 * by how much. Running ones count as bad, so that parallel trials keep away from each other; failed ones do not count.
 *
 * @see Bergstra et al. (2011); Optuna 5.0.0 TPESampler with constant_liar.
 */
export function splitTrials(trials: readonly SearchTrial[]): SplitTrials {
  const finished = trials.filter(({ state }) => state === "complete" || state === "pruned");
  const running = trials.filter(({ state }) => state === "running");
  const ranked = [...finished].sort(
    (a, b) => rankOf(a) - rankOf(b) || within(a) - within(b) || lossOf(a) - lossOf(b) || a.number - b.number,
  );
  const count = goodCount(finished.length);
  const byNumber = (a: SearchTrial, b: SearchTrial): number => a.number - b.number;
  return {
    below: ranked.slice(0, count).sort(byNumber),
    above: [...ranked.slice(count), ...running].sort(byNumber),
  };
}

const rankOf = ({ state, violation }: SearchTrial): number =>
  violation > 0 ? 2 : state === "pruned" ? 1 : 0;
const within = ({ state, violation, steps }: SearchTrial): number =>
  violation > 0 ? violation : state === "pruned" ? -steps : 0;
const lossOf = ({ losses }: SearchTrial): number => {
  const [loss = NaN] = losses;
  return Number.isNaN(loss) ? Number.MAX_VALUE : loss;
};

/** Weights of observations from the oldest to the newest: the last 25 in full, those before rising from 1/n to 1. */
export function ageWeights(count: number): number[] {
  const early = Math.max(0, count - 25);
  return Array.from({ length: count }, (_, place) => {
    if (place >= early) return 1;
    return early === 1 ? 1 / count : 1 / count + (place * (1 - 1 / count)) / (early - 1);
  });
}
