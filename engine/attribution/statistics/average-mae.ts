import { defineStatistic } from "./statistic.ts";

/** Mean of maximum adverse excursion over entry price; null without a closed trade. */
export const averageMae = defineStatistic({
  kind: "averageMae",
  title: "Average adverse excursion",
  description: "How far price went against a closed trade on average, as a fraction of its entry price.",
  unit: "fraction",
  source: "Sweeney (1996)",
  compute: ({ closed }) =>
    closed.reduce((sum, { mae, entryPrice }) => sum + mae / entryPrice, 0) / closed.length,
});
