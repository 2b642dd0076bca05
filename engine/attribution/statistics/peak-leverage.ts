import { defineStatistic } from "./statistic.ts";

/** Largest gross position value over equity at a close. */
export const peakLeverage = defineStatistic({
  kind: "peakLeverage",
  title: "Peak gross leverage",
  description: "Largest gross position value over equity.",
  unit: "ratio",
  source: "definition",
  compute: ({ exposure: gross }) =>
    gross.length === 0 ? null : gross.reduce((top, value) => Math.max(top, value), 0),
});
