import { gainsAndLosses } from "../../series/gains-and-losses.ts";
import { defineStatistic } from "./statistic.ts";

/** Sum of winning returns over the sum of losing ones; null without a loss. */
export const periodProfitFactor = defineStatistic({
  kind: "periodProfitFactor",
  title: "Profit factor per period",
  description: "Sum of gains over sum of losses, of returns.",
  unit: "ratio",
  source: "on returns other than 0",
  compute: ({ returns }) => {
    const { gains, losses } = gainsAndLosses(returns);
    return gains / losses;
  },
});
