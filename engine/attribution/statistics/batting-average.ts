import { battingOf } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Share of periods with a return above the benchmark's; null without one. */
export const battingAverage = defineStatistic({
  kind: "battingAverage",
  title: "Batting average",
  description: "Share of periods that beat the benchmark.",
  unit: "fraction",
  source: "empyrical batting_average",
  benchmarked: true,
  compute: (performance) => battingOf(performance),
});
