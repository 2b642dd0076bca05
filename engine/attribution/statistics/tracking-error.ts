import { sampleDeviation } from "../../series/moments.ts";
import { activeReturns } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Standard deviation of active returns (n - 1), per year. */
export const trackingError = defineStatistic({
  kind: "trackingError",
  title: "Tracking error",
  description: "Standard deviation of the return above the benchmark, per year.",
  unit: "fraction",
  source: "definition",
  benchmarked: true,
  compute: (performance) =>
    sampleDeviation(activeReturns(performance)) * Math.sqrt(performance.periodsPerYear),
});
