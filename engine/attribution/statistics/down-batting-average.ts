import { battingOf } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Share of the benchmark's falling periods with a return above its own; null without one. */
export const downBattingAverage = defineStatistic({
  kind: "downBattingAverage",
  title: "Batting average, downside",
  description: "Share of the benchmark's falling periods that beat it.",
  unit: "fraction",
  source: "empyrical batting_average, down market",
  benchmarked: true,
  compute: (performance) => battingOf(performance, -1),
});
