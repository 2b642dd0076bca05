import { marketFit } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean of what beta leaves over per period, times periods per year; null without a benchmark that varies. */
export const arithmeticAlpha = defineStatistic({
  kind: "arithmeticAlpha",
  title: "Alpha, not compounded",
  description: "Yearly return that the benchmark does not explain, as a sum of periods.",
  unit: "fraction",
  source: "Jensen (1968); intercept of least squares times periods per year",
  benchmarked: true,
  compute: (performance) => marketFit(performance).intercept * performance.periodsPerYear,
});
