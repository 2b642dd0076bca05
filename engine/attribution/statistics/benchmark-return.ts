import { compounded } from "../../series/compounded.ts";
import { defineStatistic } from "./statistic.ts";

/** Compounded return of the benchmark over the run's closes. */
export const benchmarkReturn = defineStatistic({
  kind: "benchmarkReturn",
  title: "Benchmark return",
  description: "What the benchmark gained over the run.",
  unit: "fraction",
  source: "definition",
  benchmarked: true,
  compute: ({ benchmark }) => (benchmark ? compounded(benchmark) - 1 : null),
});
