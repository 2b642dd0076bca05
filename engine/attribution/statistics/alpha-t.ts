import { marketFit } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Intercept of the regression on the benchmark over its standard error; null without a benchmark that varies. */
export const alphaT = defineStatistic({
  kind: "alphaT",
  title: "t of alpha",
  description: "Alpha over its standard error: above 2 it is hard to explain by chance.",
  unit: "ratio",
  source: "ordinary least squares, n - 2",
  benchmarked: true,
  compute: (performance) => {
    const { intercept, interceptError } = marketFit(performance);
    return intercept / interceptError;
  },
});
