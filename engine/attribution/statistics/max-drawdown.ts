import { deepest } from "../drawdown.ts";
import { defineStatistic } from "./statistic.ts";

/** Deepest fall from a peak of equity, the starting capital included, as a fraction of 0 or less. */
export const maxDrawdown = defineStatistic({
  kind: "maxDrawdown",
  title: "Maximum drawdown",
  description: "The deepest fall from a peak.",
  unit: "fraction",
  source: "empyrical max_drawdown",
  compute: ({ drawdown }) => deepest(drawdown),
});
