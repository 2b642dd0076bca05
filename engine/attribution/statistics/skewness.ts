import { standardMoments } from "../../series/standard-moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Third standardised moment of returns, of the population; null without variation. */
export const skewness = defineStatistic({
  kind: "skewness",
  title: "Skewness",
  description: "Lean of the returns: below 0 where large losses outweigh large gains.",
  unit: "ratio",
  source: "population moment",
  compute: ({ returns }) => standardMoments(returns).skewness,
});
