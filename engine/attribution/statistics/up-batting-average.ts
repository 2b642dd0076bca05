import { battingOf } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Share of the benchmark's rising periods (0 counts as one) with a return above its own; null without one. */
export const upBattingAverage = defineStatistic({
  kind: "upBattingAverage",
  title: "Batting average, upside",
  description: "Share of the benchmark's rising periods that beat it.",
  unit: "fraction",
  source: "empyrical batting_average, up market",
  benchmarked: true,
  compute: (performance) => battingOf(performance, 1),
});
