import { quantileOfSorted } from "../../series/quantile.ts";
import { defineStatistic } from "./statistic.ts";

/** 5th percentile of returns, with linear interpolation. */
export const valueAtRisk = defineStatistic({
  kind: "valueAtRisk",
  title: "Value at risk, 5 %",
  description: "The return that one period in twenty falls below.",
  unit: "fraction",
  source: "empyrical value_at_risk, historical",
  compute: ({ sortedReturns }) => quantileOfSorted(sortedReturns, 0.05),
});
