import { captureOf } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Annual return over the benchmark's, both on periods where the benchmark fell; null without one. */
export const downCapture = defineStatistic({
  kind: "downCapture",
  title: "Downside capture",
  description: "Yearly growth on the benchmark's falling periods over the benchmark's own.",
  unit: "ratio",
  source: "Morningstar; empyrical down_capture",
  benchmarked: true,
  compute: (performance) => captureOf(performance, -1),
});
