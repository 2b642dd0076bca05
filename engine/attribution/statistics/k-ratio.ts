import { defineStatistic } from "./statistic.ts";

/** Slope of cumulative log returns on time over its standard error and the number of closes, times the root of periods per year; null where it is not defined. */
export const kRatio = defineStatistic({
  kind: "kRatio",
  title: "K-ratio",
  description: "Slope of log equity over its standard error, per root of the number of closes.",
  unit: "ratio",
  source: "Kestner (2003)",
  compute: ({ growthLine, returns, periodsPerYear }) =>
    (growthLine.slope / growthLine.slopeError / returns.length) * Math.sqrt(periodsPerYear),
});
