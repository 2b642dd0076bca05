import { gainsAndLosses } from "../../series/gains-and-losses.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean profit of winning over mean loss of losing closed trades, after costs; null without either. */
export const payoff = defineStatistic({
  kind: "payoff",
  title: "Payoff ratio",
  description: "Mean winning trade over mean losing trade.",
  unit: "ratio",
  source: "on closed trades",
  compute: ({ profits }) => {
    const { gains, losses, wins, defeats } = gainsAndLosses(profits);
    return gains / wins / (losses / defeats);
  },
});
