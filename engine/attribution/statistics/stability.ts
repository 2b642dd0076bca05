import { defineStatistic } from "./statistic.ts";

/** R squared of cumulative log returns on time; null where equity fell to 0 or never moved. */
export const stability = defineStatistic({
  kind: "stability",
  title: "Stability",
  description: "How straight the growth was: share of log equity that a straight line explains.",
  unit: "fraction",
  source: "empyrical stability_of_timeseries",
  compute: ({ growthLine }) => growthLine.rSquared,
});
