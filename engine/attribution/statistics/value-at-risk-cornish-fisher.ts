import { mean, sampleDeviation } from "../../series/moments.ts";
import { normalQuantile } from "../../series/normal-distribution.ts";
import { standardMoments } from "../../series/standard-moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Value at risk from a normal quantile that is corrected for skewness and excess kurtosis. */
export const valueAtRiskCornishFisher = defineStatistic({
  kind: "valueAtRiskCornishFisher",
  title: "Value at risk, 5 %, Cornish-Fisher",
  description: "The normal value at risk corrected for skewness and heavy tails.",
  unit: "fraction",
  source: "Cornish and Fisher (1937); Favre and Galeano (2002)",
  compute: ({ returns }) => {
    const { skewness, kurtosis } = standardMoments(returns);
    const z = normalQuantile(0.05);
    const lean = ((z * z - 1) * skewness) / 6 - ((2 * z ** 3 - 5 * z) * skewness * skewness) / 36;
    const quantile = z + lean + ((z ** 3 - 3 * z) * (kurtosis - 3)) / 24;
    return mean(returns) + quantile * sampleDeviation(returns);
  },
});
