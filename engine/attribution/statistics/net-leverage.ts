import { mean } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Mean of longs less shorts over equity, over all closes; below 0 for an account that is short on the whole. Null where it is not known. */
export const netLeverage = defineStatistic({
  kind: "netLeverage",
  title: "Average net leverage",
  description: "Mean of long less short position value over equity.",
  unit: "ratio",
  source: "definition",
  compute: ({ netExposure }) => (netExposure ? mean(netExposure) : null),
});
