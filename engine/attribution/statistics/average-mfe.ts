import { defineStatistic } from "./statistic.ts";

/** Mean of maximum favourable excursion over entry price; null without a closed trade. */
export const averageMfe = defineStatistic({
  kind: "averageMfe",
  title: "Average favourable excursion",
  description: "How far price went for a closed trade on average, as a fraction of its entry price.",
  unit: "fraction",
  source: "Sweeney (1996)",
  compute: ({ closed }) =>
    closed.reduce((sum, { mfe, entryPrice }) => sum + mfe / entryPrice, 0) / closed.length,
});
