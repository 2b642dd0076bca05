import { defineStatistic } from "./statistic.ts";

/** Share of calendar months with a return above 0; null without a time axis. */
export const positiveMonths = defineStatistic({
  kind: "positiveMonths",
  title: "Positive months",
  description: "Share of calendar months with a gain.",
  unit: "fraction",
  source: "calendar months (UTC), compounded",
  compute: ({ months }) => months.filter(({ value }) => value > 0).length / months.length,
});
