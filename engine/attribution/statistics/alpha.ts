import { marketFit } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean of what beta leaves over per period, compounded to a year; null without a benchmark that varies. */
export const alpha = defineStatistic({
  kind: "alpha",
  title: "Alpha",
  description: "Yearly return that the benchmark does not explain, compounded.",
  unit: "fraction",
  source: "Jensen (1968); empyrical alpha",
  benchmarked: true,
  compute: (performance) => (1 + marketFit(performance).intercept) ** performance.periodsPerYear - 1,
});
