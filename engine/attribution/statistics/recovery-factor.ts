import { deepest } from "../drawdown.ts";
import { defineStatistic } from "./statistic.ts";

/** Total return over the depth of the maximum drawdown; null without a drawdown. */
export const recoveryFactor = defineStatistic({
  kind: "recoveryFactor",
  title: "Recovery factor",
  description: "Total return over the depth of the deepest fall.",
  unit: "ratio",
  source: "definition",
  compute: ({ equity, capital, drawdown }) =>
    ((equity[equity.length - 1] ?? NaN) / capital - 1) / -deepest(drawdown),
});
