import { fitLine } from "../../series/line-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Slope of cumulative log returns on time over its standard error and the number of closes, times the root of periods per year; null where it is not defined. */
export const kRatio = defineStatistic({
  kind: "kRatio",
  title: "K-ratio",
  description: "Slope of log equity over its standard error, per root of the number of closes.",
  unit: "ratio",
  source: "Kestner (2003)",
  compute: ({ returns, periodsPerYear }) => {
    let sum = 0;
    const logs = returns.map((change) => (sum += Math.log1p(change)));
    const { slope, slopeError } = fitLine(
      returns.map((_, row) => row),
      logs,
    );
    return (slope / slopeError / returns.length) * Math.sqrt(periodsPerYear);
  },
});
