import { defineStatistic } from "./statistic.ts";

/** Profit before fees and slippage over traded value; null where nothing was traded. */
export const breakEvenCost = defineStatistic({
  kind: "breakEvenCost",
  title: "Break-even cost",
  description: "Cost of trading, as a fraction of traded value, at which the run would have made nothing.",
  unit: "small-fraction",
  source: "profit before costs over traded value",
  compute: ({ equity, capital, costs, traded }) =>
    ((equity[equity.length - 1] ?? NaN) - capital + costs) / traded,
});
