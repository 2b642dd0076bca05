import { defineStatistic } from "./statistic.ts";

/** Root of the mean square drawdown, over all closes. */
export const ulcerIndex = defineStatistic({
  kind: "ulcerIndex",
  title: "Ulcer index",
  description: "Root mean square of the depth below the last peak.",
  unit: "fraction",
  source: "Martin and McCann (1989); divisor n",
  compute: ({ drawdown }) =>
    Math.sqrt(drawdown.reduce((sum, depth) => sum + depth * depth, 0) / drawdown.length),
});
