import { z } from "zod";
import { signedRankPValue } from "../../../series/signed-rank.ts";
import { definePruner, meanLoss, type FoldLosses } from "../pruner.ts";

const params = z.object({
  pValue: z.number().min(0).max(1).default(0.1).describe("stops below this probability of being no worse"),
  least: z.number().int().min(2).max(1000).default(2).describe("folds that every trial may run"),
});

/**
 * Stops a trial that a signed-rank test finds worse than the best one on the same folds; never while its own mean is as good. The right one
 * for walk-forward windows and symbols, whose values differ more than trials do.
 *
 * @see Wilcoxon (1945); Optuna 5.0.0 WilcoxonPruner.
 */
export const wilcoxon = definePruner({
  kind: "wilcoxon",
  title: "Wilcoxon",
  description: "Stops a trial that is worse than the best one on the same folds, by a signed-rank test.",
  params,
  shouldStop: (current, others, { pValue, least }) => {
    if (current.losses.length < least) return false;
    const best = bestOf(others);
    if (!best || meanLoss(best) > meanLoss(current)) return false;
    const gaps = current.folds.flatMap((fold, place) => {
      const other = best.losses[best.folds.indexOf(fold)];
      const gap = (current.losses[place] ?? NaN) - (other ?? NaN);
      return Number.isNaN(gap) ? [] : [gap];
    });
    return gaps.length >= least && signedRankPValue(gaps) < pValue;
  },
});

function bestOf(others: readonly FoldLosses[]): FoldLosses | undefined {
  let best: FoldLosses | undefined;
  for (const other of others)
    if (other.state === "complete" && (!best || meanLoss(other) < meanLoss(best))) best = other;
  return best;
}
