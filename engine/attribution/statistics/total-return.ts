import { defineStatistic } from "./statistic.ts";

/** Last equity over the starting capital, less 1; null without a close. */
export const totalReturn = defineStatistic({
  kind: "totalReturn",
  title: "Total return",
  description: "What the account gained over the whole run, as a fraction of its start.",
  unit: "fraction",
  source: "definition; empyrical cum_returns_final",
  compute: ({ equity, capital }) => (equity[equity.length - 1] ?? NaN) / capital - 1,
});
