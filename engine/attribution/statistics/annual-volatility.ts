import { sampleDeviation } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Standard deviation of returns (n - 1) times the root of periods per year. */
export const annualVolatility = defineStatistic({
  kind: "annualVolatility",
  title: "Annual volatility",
  description: "Standard deviation of returns, per year.",
  unit: "fraction",
  source: "empyrical annual_volatility",
  compute: ({ returns, periodsPerYear }) => sampleDeviation(returns) * Math.sqrt(periodsPerYear),
});
