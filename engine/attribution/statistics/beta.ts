import { marketFit } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Covariance with the benchmark over its variance; null where the benchmark does not vary. */
export const beta = defineStatistic({
  kind: "beta",
  title: "Beta",
  description: "How much the account moves for each move of the benchmark.",
  unit: "ratio",
  source: "empyrical beta",
  benchmarked: true,
  compute: (performance) => marketFit(performance).slope,
});
