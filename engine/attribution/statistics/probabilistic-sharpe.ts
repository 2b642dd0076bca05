import { probabilisticSharpe as probability } from "../inference/probabilistic-sharpe.ts";
import { sharpeSample } from "../sharpe-sample.ts";
import { defineStatistic } from "./statistic.ts";

/** Probability that the true Sharpe ratio is above 0, from length, skewness and raw kurtosis; worthless after a search, where the deflated ratio counts. */
export const probabilisticSharpe = defineStatistic({
  kind: "probabilisticSharpe",
  title: "Probability of skill (PSR)",
  description: "Probability that the true Sharpe ratio is above 0, had this been the only trial.",
  unit: "fraction",
  source: "Bailey and Lopez de Prado (2012); raw kurtosis",
  compute: (performance) => probability(sharpeSample(performance)),
});
