import { defineStatistic } from "./statistic.ts";

/** Number of closed trades; those still open at the end are left out. */
export const tradeCount = defineStatistic({
  kind: "tradeCount",
  title: "Closed trades",
  description: "Number of closed trades.",
  unit: "count",
  source: "on closed trades",
  compute: ({ closed }) => closed.length,
});
