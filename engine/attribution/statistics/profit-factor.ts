import { gainsAndLosses } from "../../series/gains-and-losses.ts";
import { defineStatistic } from "./statistic.ts";

/** Sum of winning over sum of losing closed trades, after costs; null without a losing one. */
export const profitFactor = defineStatistic({
  kind: "profitFactor",
  title: "Profit factor",
  description: "What winning trades made over what losing ones lost.",
  unit: "ratio",
  source: "on closed trades",
  compute: ({ profits }) => {
    const { gains, losses } = gainsAndLosses(profits);
    return gains / losses;
  },
});
