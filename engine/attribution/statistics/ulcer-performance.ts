import { growthRate } from "../growth-rate.ts";
import { defineStatistic } from "./statistic.ts";

/** Annual return less the yearly risk-free rate, over the Ulcer index; null without a drawdown. */
export const ulcerPerformance = defineStatistic({
  kind: "ulcerPerformance",
  title: "Ulcer performance index",
  description: "Annual return above the risk-free rate over the Ulcer index.",
  unit: "ratio",
  source: "Martin and McCann (1989)",
  compute: ({ returns, drawdown, riskFree, periodsPerYear }) => {
    const squares = drawdown.reduce((sum, depth) => sum + depth * depth, 0);
    const excess = growthRate(returns, periodsPerYear) - ((1 + riskFree) ** periodsPerYear - 1);
    return excess / Math.sqrt(squares / drawdown.length);
  },
});
