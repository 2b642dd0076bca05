import { captureOf } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Upside capture over downside capture: above 1 where more is won with the benchmark than lost with it; null without one. */
export const captureRatio = defineStatistic({
  kind: "captureRatio",
  title: "Capture ratio",
  description: "Upside capture over downside capture.",
  unit: "ratio",
  source: "Morningstar; empyrical up_down_capture",
  benchmarked: true,
  compute: (performance) => captureOf(performance, 1) / captureOf(performance, -1),
});
