import { sharpeError as sharpeErrorOf } from "../inference/sharpe-error.ts";
import { sharpeSample } from "../sharpe-sample.ts";
import { defineStatistic } from "./statistic.ts";

/** Standard error of the Sharpe ratio with skewness and raw kurtosis, per year; null without variation. */
export const sharpeError = defineStatistic({
  kind: "sharpeError",
  title: "Error of the Sharpe ratio",
  description: "Standard error of the yearly Sharpe ratio, for returns that need not be normal.",
  unit: "ratio",
  source: "Mertens (2002); Bailey and Lopez de Prado (2012)",
  compute: (performance) => sharpeErrorOf(sharpeSample(performance)) * Math.sqrt(performance.periodsPerYear),
});
