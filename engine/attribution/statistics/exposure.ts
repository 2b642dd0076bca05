import { defineStatistic } from "./statistic.ts";

/** Share of closes with an open position. */
export const exposure = defineStatistic({
  kind: "exposure",
  title: "Exposure",
  description: "Share of bars with an open position at the close.",
  unit: "fraction",
  source: "definition",
  compute: ({ exposure: gross }) =>
    gross.reduce((count, value) => count + (value === 0 ? 0 : 1), 0) / gross.length,
});
