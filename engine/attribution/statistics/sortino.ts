import { downsideDeviation, mean } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean return over downside deviation (of all returns, below 0), per year; null without a loss. */
export const sortino = defineStatistic({
  kind: "sortino",
  title: "Sortino ratio",
  description: "Mean return over the deviation of losses, per year.",
  unit: "ratio",
  source: "Sortino and van der Meer (1991); empyrical sortino_ratio",
  compute: ({ returns, periodsPerYear }) =>
    (mean(returns) / downsideDeviation(returns)) * Math.sqrt(periodsPerYear),
});
