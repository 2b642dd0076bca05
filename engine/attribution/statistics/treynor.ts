import { mean } from "../../series/moments.ts";
import { marketFit } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean excess return per year over beta; null where beta is 0 or not defined. */
export const treynor = defineStatistic({
  kind: "treynor",
  title: "Treynor ratio",
  description: "Yearly mean return above the risk-free rate over beta.",
  unit: "ratio",
  source: "Treynor (1965)",
  benchmarked: true,
  compute: (performance) => {
    const { returns, riskFree, periodsPerYear } = performance;
    return ((mean(returns) - riskFree) * periodsPerYear) / marketFit(performance).slope;
  },
});
