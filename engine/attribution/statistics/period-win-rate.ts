import { gainsAndLosses } from "../../series/gains-and-losses.ts";
import { defineStatistic } from "./statistic.ts";

/** Share of returns above 0 among those that are not 0; null where all are 0. */
export const periodWinRate = defineStatistic({
  kind: "periodWinRate",
  title: "Winning periods",
  description: "Share of gains among the returns that are not 0.",
  unit: "fraction",
  source: "on returns other than 0",
  compute: ({ returns }) => {
    const { wins, defeats } = gainsAndLosses(returns);
    return wins / (wins + defeats);
  },
});
