import { captureOf } from "../market-fit.ts";
import { defineStatistic } from "./statistic.ts";

/** Annual return over the benchmark's, both on periods where the benchmark rose; null without one. */
export const upCapture = defineStatistic({
  kind: "upCapture",
  title: "Upside capture",
  description: "Yearly growth on the benchmark's rising periods over the benchmark's own.",
  unit: "ratio",
  source: "Morningstar; empyrical up_capture",
  benchmarked: true,
  compute: (performance) => captureOf(performance, 1),
});
