import { extreme } from "../calendar-returns.ts";
import { defineStatistic } from "./statistic.ts";

/** Largest compounded return of a calendar month; null without a time axis. */
export const bestMonth = defineStatistic({
  kind: "bestMonth",
  title: "Best month",
  description: "The largest return of a calendar month.",
  unit: "fraction",
  source: "calendar months (UTC), compounded",
  compute: ({ months }) => extreme(months, Math.max),
});
