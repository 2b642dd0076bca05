import { compounded } from "../../series/compounded.ts";
import { defineStatistic } from "./statistic.ts";

/** Compound annual growth: product of (1 + r) to the power of periods per year over periods, less 1. @see empyrical annual_return */
export const annualReturn = defineStatistic({
  kind: "annualReturn",
  title: "Annual return (CAGR)",
  description: "The constant yearly growth that gives the same total.",
  unit: "fraction",
  compute: ({ returns, periodsPerYear }) => {
    const growth = compounded(returns);
    // An account that has lost everything, or more, has no growth rate.
    return returns.length === 0 || growth <= 0 ? null : growth ** (periodsPerYear / returns.length) - 1;
  },
});
