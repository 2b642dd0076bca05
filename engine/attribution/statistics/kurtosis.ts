import { standardMoments } from "../../series/standard-moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Fourth standardised moment of returns, of the population and raw (3 for normal ones); null without variation. */
export const kurtosis = defineStatistic({
  kind: "kurtosis",
  title: "Kurtosis",
  description: "Weight of the tails: 3 for normal returns, more for wild ones.",
  unit: "ratio",
  source: "population moment, raw",
  compute: ({ returns }) => standardMoments(returns).kurtosis,
});
