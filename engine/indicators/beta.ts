import { z } from "zod";
import { ratio } from "../series/ratio.ts";
import { ratesOfChange } from "../series/rates-of-change.ts";
import { rollingCovariance } from "../series/rolling-covariance.ts";
import { benchmark, benchmarkValues } from "./benchmark.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Beta: how much the close moves per move of a benchmark, from simple returns of the last bars.
 *
 * The benchmark is another symbol of the run, as of each close, or a column; by default the close itself, whose beta is 1. NaN for the
 * first `lengthBars` bars, and while either return is missing; 0 where the benchmark has not moved. Uses no later bar. O(bars).
 *
 * @see TA-Lib BETA; Sharpe (1964), Capital asset prices, J. Finance 19:3.
 */
export const beta = defineIndicator({
  kind: "beta",
  title: "Beta",
  description: "Moves per move of a benchmark.",
  params: z.object({ lengthBars: lengthBars(60, "returns", { min: 2 }), benchmark }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (bars, { lengthBars, benchmark }, others) => {
    const own = ratesOfChange(bars.close, 1);
    const market = ratesOfChange(benchmarkValues(benchmark, bars, others), 1);
    const { covariance, varianceB } = rollingCovariance(own, market, lengthBars);
    return ratio(covariance, varianceB);
  },
});
