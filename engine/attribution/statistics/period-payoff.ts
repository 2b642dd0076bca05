import { gainsAndLosses } from "../../series/gains-and-losses.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean winning return over the mean losing one; null without either. */
export const periodPayoff = defineStatistic({
  kind: "periodPayoff",
  title: "Payoff per period",
  description: "Mean gain over mean loss, of returns.",
  unit: "ratio",
  source: "on returns other than 0",
  compute: ({ returns }) => {
    const { gains, losses, wins, defeats } = gainsAndLosses(returns);
    return gains / wins / (losses / defeats);
  },
});
