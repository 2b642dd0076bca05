import { extreme } from "../calendar-returns.ts";
import { defineStatistic } from "./statistic.ts";

/** Smallest compounded return of a calendar month; null without a time axis. */
export const worstMonth = defineStatistic({
  kind: "worstMonth",
  title: "Worst month",
  description: "The smallest return of a calendar month.",
  unit: "fraction",
  source: "calendar months (UTC), compounded",
  compute: ({ months }) => extreme(months, Math.min),
});
