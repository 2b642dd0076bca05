import { quantileOfSorted } from "../../series/quantile.ts";
import { defineStatistic } from "./statistic.ts";

/** 95th percentile of returns over the 5th, both absolute and with linear interpolation; null where the 5th is 0. */
export const tailRatio = defineStatistic({
  kind: "tailRatio",
  title: "Tail ratio",
  description: "Size of a good day over the size of a bad one, at 5 % each.",
  unit: "ratio",
  source: "empyrical tail_ratio",
  compute: ({ sortedReturns }) =>
    Math.abs(quantileOfSorted(sortedReturns, 0.95)) / Math.abs(quantileOfSorted(sortedReturns, 0.05)),
});
