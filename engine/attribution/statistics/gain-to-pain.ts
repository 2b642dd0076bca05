import { gainsAndLosses } from "../../series/gains-and-losses.ts";
import { defineStatistic } from "./statistic.ts";

/** Sum of returns over the sum of losing ones, per period; null without a loss. */
export const gainToPain = defineStatistic({
  kind: "gainToPain",
  title: "Gain to pain",
  description: "Sum of all returns over the sum of losses.",
  unit: "ratio",
  source: "Schwager (2012), on periods",
  compute: ({ returns }) => {
    const { gains, losses } = gainsAndLosses(returns);
    return (gains - losses) / losses;
  },
});
