import { growthRate } from "../growth-rate.ts";
import { defineStatistic } from "./statistic.ts";

/** Annual return over the benchmark's; null without one, and where either lost everything. */
export const capture = defineStatistic({
  kind: "capture",
  title: "Capture",
  description: "Yearly growth over the benchmark's own.",
  unit: "ratio",
  source: "Morningstar; empyrical capture",
  benchmarked: true,
  compute: ({ returns, benchmark, periodsPerYear }) =>
    benchmark ? growthRate(returns, periodsPerYear) / growthRate(benchmark, periodsPerYear) : null,
});
