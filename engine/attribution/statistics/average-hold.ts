import { defineStatistic } from "./statistic.ts";

/** Mean bars held over closed trades; null without one. */
export const averageHold = defineStatistic({
  kind: "averageHold",
  title: "Average hold",
  description: "Mean number of bars that a closed trade was held.",
  unit: "count",
  source: "on closed trades, in bars",
  compute: ({ closed }) => closed.reduce((sum, { bars }) => sum + bars, 0) / closed.length,
});
