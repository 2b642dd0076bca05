import { minimumTrackRecord } from "../inference/probabilistic-sharpe.ts";
import { sharpeSample } from "../sharpe-sample.ts";
import { defineStatistic } from "./statistic.ts";

/** Minimum track record length in years, at 95 % against 0; null where the Sharpe ratio is not above 0. */
export const minTrackRecord = defineStatistic({
  kind: "minTrackRecord",
  title: "Minimum track record",
  description: "Years of such returns after which the Sharpe ratio is above 0 with 95 % confidence.",
  unit: "ratio",
  source: "Bailey and Lopez de Prado (2012)",
  compute: (performance) => minimumTrackRecord(sharpeSample(performance)) / performance.periodsPerYear,
});
