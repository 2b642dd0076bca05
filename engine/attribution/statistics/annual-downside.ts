import { downsideDeviation } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Root of the mean square of losses over all returns, per year; a gain counts as 0, not as absent. */
export const annualDownside = defineStatistic({
  kind: "annualDownside",
  title: "Downside deviation",
  description: "Deviation of losses below 0, per year.",
  unit: "fraction",
  source: "Sortino and van der Meer (1991); empyrical downside_risk",
  compute: ({ returns, periodsPerYear }) => downsideDeviation(returns) * Math.sqrt(periodsPerYear),
});
