import { mean, sampleDeviation } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean excess return over its standard deviation (n - 1), times the root of periods per year; null without variation. */
export const sharpe = defineStatistic({
  kind: "sharpe",
  title: "Sharpe ratio",
  description: "Mean return above the risk-free rate over its standard deviation, per year.",
  unit: "ratio",
  source: "Sharpe (1994); empyrical sharpe_ratio",
  compute: ({ returns, riskFree, periodsPerYear }) =>
    ((mean(returns) - riskFree) / sampleDeviation(returns)) * Math.sqrt(periodsPerYear),
});
