import { gainsAndLosses } from "../../series/gains-and-losses.ts";
import { defineStatistic } from "./statistic.ts";

/** Sum of returns above the risk-free rate over the sum of those below it; null without a loss. */
export const omega = defineStatistic({
  kind: "omega",
  title: "Omega ratio",
  description: "Sum of gains over sum of losses.",
  unit: "ratio",
  source: "Keating and Shadwick (2002); empyrical omega_ratio",
  compute: ({ returns, riskFree }) => {
    const { gains, losses } = gainsAndLosses(returns, riskFree);
    return gains / losses;
  },
});
