import { defineStatistic } from "./statistic.ts";

/** Mean absolute drawdown over all closes. */
export const painIndex = defineStatistic({
  kind: "painIndex",
  title: "Pain index",
  description: "Mean depth below the last peak.",
  unit: "fraction",
  source: "Becker (2006), Zephyr",
  compute: ({ drawdown }) => drawdown.reduce((sum, depth) => sum - depth, 0) / drawdown.length,
});
