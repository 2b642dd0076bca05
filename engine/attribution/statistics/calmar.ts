import { deepest } from "../drawdown.ts";
import { growthRate } from "../growth-rate.ts";
import { defineStatistic } from "./statistic.ts";

/** Annual return over the depth of the maximum drawdown; null without a drawdown. */
export const calmar = defineStatistic({
  kind: "calmar",
  title: "Calmar ratio",
  description: "Annual return over the depth of the deepest fall.",
  unit: "ratio",
  source: "Young (1991); empyrical calmar_ratio",
  compute: ({ returns, drawdown, periodsPerYear }) =>
    growthRate(returns, periodsPerYear) / -deepest(drawdown),
});
