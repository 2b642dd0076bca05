import { quantileOfSorted } from "../../series/quantile.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean of the returns at or below their 5th percentile (CVaR). */
export const expectedShortfall = defineStatistic({
  kind: "expectedShortfall",
  title: "Expected shortfall, 5 %",
  description: "Mean of the returns at or below the value at risk.",
  unit: "fraction",
  source: "Rockafellar and Uryasev (2000), historical",
  compute: ({ sortedReturns }) => {
    const level = quantileOfSorted(sortedReturns, 0.05);
    let sum = 0;
    let count = 0;
    for (; count < sortedReturns.length && (sortedReturns[count] as number) <= level; count++)
      sum += sortedReturns[count] as number;
    return sum / count;
  },
});
