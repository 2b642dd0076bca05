import { compounded } from "../../series/compounded.ts";
import { defineStatistic } from "./statistic.ts";

/** Annual return over the depth of the maximum drawdown; null without a drawdown. @see Young (1991); empyrical calmar_ratio */
export const calmar = defineStatistic({
  kind: "calmar",
  title: "Calmar ratio",
  description: "Annual return over the depth of the deepest fall.",
  unit: "ratio",
  compute: ({ returns, drawdown, periodsPerYear }) => {
    const deepest = drawdown.reduce((low, depth) => Math.min(low, depth), 0);
    const growth = compounded(returns);
    if (deepest === 0 || growth <= 0) return null;
    return (growth ** (periodsPerYear / returns.length) - 1) / -deepest;
  },
});
