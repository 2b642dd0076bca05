import { mean, sampleDeviation } from "../../series/moments.ts";
import { activeReturns } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean active return over its standard deviation (n - 1), per year; null where it does not vary. */
export const informationRatio = defineStatistic({
  kind: "informationRatio",
  title: "Information ratio",
  description: "Mean return above the benchmark over its standard deviation, per year.",
  unit: "ratio",
  source: "Goodwin (1998)",
  benchmarked: true,
  compute: (performance) => {
    const active = activeReturns(performance);
    return (mean(active) / sampleDeviation(active)) * Math.sqrt(performance.periodsPerYear);
  },
});
