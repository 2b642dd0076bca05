import { defineStatistic } from "./statistic.ts";

/** Deepest fall from a peak of equity, the starting capital included, as a fraction of 0 or less. @see empyrical max_drawdown */
export const maxDrawdown = defineStatistic({
  kind: "maxDrawdown",
  title: "Maximum drawdown",
  description: "The deepest fall from a peak.",
  unit: "fraction",
  compute: ({ drawdown }) =>
    drawdown.length === 0 ? null : drawdown.reduce((low, depth) => Math.min(low, depth), 0),
});
