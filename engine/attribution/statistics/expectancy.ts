import { mean } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean profit of a closed trade after costs, in account currency; null without one. */
export const expectancy = defineStatistic({
  kind: "expectancy",
  title: "Expectancy",
  description: "Mean profit of a closed trade after costs.",
  unit: "money",
  source: "on closed trades",
  compute: ({ profits }) => mean(profits),
});
