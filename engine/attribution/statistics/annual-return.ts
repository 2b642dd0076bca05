import { growthRate } from "../growth-rate.ts";
import { defineStatistic } from "./statistic.ts";

/** Compound annual growth: total growth to the power of periods per year over periods, less 1; null where everything was lost. */
export const annualReturn = defineStatistic({
  kind: "annualReturn",
  title: "Annual return (CAGR)",
  description: "The constant yearly growth that gives the same total.",
  unit: "fraction",
  source: "empyrical annual_return",
  compute: ({ returns, periodsPerYear }) => growthRate(returns, periodsPerYear),
});
