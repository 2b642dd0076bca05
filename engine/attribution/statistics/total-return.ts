import { compounded } from "../../series/compounded.ts";
import { defineStatistic } from "./statistic.ts";

/** Total return: product of (1 + r) less 1, as a fraction; null without a return. */
export const totalReturn = defineStatistic({
  kind: "totalReturn",
  title: "Total return",
  description: "What the account gained over the whole run, as a fraction of its start.",
  unit: "fraction",
  compute: ({ returns }) => (returns.length === 0 ? null : compounded(returns) - 1),
});
