import { mean } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Fees and slippage over mean equity, per year: 0.0012 is 12 basis points a year. Null where costs are not known. */
export const costDrag = defineStatistic({
  kind: "costDrag",
  title: "Cost drag",
  description: "Fees and slippage per year, as a fraction of the average equity.",
  unit: "small-fraction",
  source: "definition, per year",
  compute: ({ costs, equity, periodsPerYear }) => (costs / equity.length / mean(equity)) * periodsPerYear,
});
