import { mean, sampleDeviation } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean return over its standard deviation (n - 1), per year, at a risk-free rate of 0; null without variation. @see Sharpe (1994); empyrical sharpe_ratio */
export const sharpe = defineStatistic({
  kind: "sharpe",
  title: "Sharpe ratio",
  description: "Mean return over its standard deviation, per year; no risk-free rate.",
  unit: "ratio",
  compute: ({ returns, periodsPerYear }) =>
    (mean(returns) / sampleDeviation(returns)) * Math.sqrt(periodsPerYear),
});
