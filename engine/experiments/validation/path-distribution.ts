import { quantileOfSorted } from "../../series/quantile.ts";

/** What combinatorial validation found: never a single number. */
export interface PathDistribution {
  readonly paths: number;
  readonly median: number;
  /** One path in twenty is below. */
  readonly low: number;
  readonly high: number;
  readonly shareBelowZero: number;
}

/** The distribution of a score, such as the Sharpe ratio, over paths; NaN scores are left out. */
export function pathDistribution(scores: Iterable<number>): PathDistribution {
  const sorted = Float64Array.from(scores)
    .filter((score) => !Number.isNaN(score))
    .sort();
  return {
    paths: sorted.length,
    median: quantileOfSorted(sorted, 0.5),
    low: quantileOfSorted(sorted, 0.05),
    high: quantileOfSorted(sorted, 0.95),
    shareBelowZero: sorted.filter((score) => score < 0).length / sorted.length,
  };
}
