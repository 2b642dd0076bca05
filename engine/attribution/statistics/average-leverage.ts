import { mean } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean gross position value over equity, over all closes. */
export const averageLeverage = defineStatistic({
  kind: "averageLeverage",
  title: "Average gross leverage",
  description: "Mean of gross position value over equity.",
  unit: "ratio",
  source: "definition",
  compute: ({ exposure: gross }) => mean(gross),
});
