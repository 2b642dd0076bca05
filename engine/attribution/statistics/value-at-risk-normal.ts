import { mean, sampleDeviation } from "../../series/moments.ts";
import { normalQuantile } from "../../series/normal-distribution.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean plus the normal 5 % quantile times the standard deviation (n - 1). */
export const valueAtRiskNormal = defineStatistic({
  kind: "valueAtRiskNormal",
  title: "Value at risk, 5 %, normal",
  description: "The 5 % value at risk of normal returns with this mean and deviation.",
  unit: "fraction",
  source: "RiskMetrics (1996), parametric",
  compute: ({ returns }) => mean(returns) + normalQuantile(0.05) * sampleDeviation(returns),
});
