import { z } from "zod";
import { ratesOfChange } from "../series/rates-of-change.ts";
import { rollingCovariance } from "../series/rolling-covariance.ts";
import { benchmark, benchmarkValues } from "./benchmark.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Correlation of the close with a benchmark over the last bars, -1 to 1.
 *
 * Of values (TA-Lib, Pine, the default) or of simple returns. The benchmark is another symbol of the run, as of each close, or a column;
 * by default the close itself. NaN for the first `lengthBars - 1` bars (returns: one more), and while either is missing; 0 where either
 * has not moved (TA-Lib). Uses no later bar. O(bars).
 *
 * @see TA-Lib CORREL; Pine ta.correlation.
 */
export const correlation = defineIndicator({
  kind: "correlation",
  title: "Correlation",
  description: "How closely prices go with a benchmark, -1 to 1.",
  params: z.object({
    lengthBars: lengthBars(30, "window", { min: 2 }),
    benchmark,
    of: z
      .enum(["values", "returns"])
      .default("values")
      .describe("correlate the values, or their simple returns"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars, of }) => lengthBars - (of === "values" ? 1 : 0),
  compute: (bars, { lengthBars, benchmark, of }, others) => {
    const other = benchmarkValues(benchmark, bars, others);
    const a = of === "values" ? bars.close : ratesOfChange(bars.close, 1);
    const b = of === "values" ? other : ratesOfChange(other, 1);
    const { covariance, varianceA, varianceB } = rollingCovariance(a, b, lengthBars);
    for (let bar = 0; bar < covariance.length; bar++) {
      const spread = Math.sqrt((varianceA[bar] as number) * (varianceB[bar] as number));
      const strength = spread === 0 ? 0 : (covariance[bar] as number) / spread;
      covariance[bar] = strength > 1 ? 1 : strength < -1 ? -1 : strength;
    }
    return covariance;
  },
});
