import { marketFit } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Squared correlation with the benchmark; null without variation. */
export const rSquared = defineStatistic({
  kind: "rSquared",
  title: "R squared",
  description: "Share of the variance that the benchmark explains.",
  unit: "fraction",
  source: "ordinary least squares",
  benchmarked: true,
  compute: (performance) => marketFit(performance).rSquared,
});
