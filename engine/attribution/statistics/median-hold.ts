import { quantileOfSorted } from "../../series/quantile.ts";
import { defineStatistic } from "./statistic.ts";

/** Median bars held over closed trades; null without one. */
export const medianHold = defineStatistic({
  kind: "medianHold",
  title: "Median hold",
  description: "The number of bars that half of the closed trades were held at most.",
  unit: "count",
  source: "on closed trades, in bars",
  compute: ({ closed }) => quantileOfSorted(Float64Array.from(closed, ({ bars }) => bars).sort(), 0.5),
});
