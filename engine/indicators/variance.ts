import { z } from "zod";
import { rollingVariance } from "../series/rolling-variance.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Variance of the last values, in squared units of the source.
 *
 * Divides by n ("population": TA-Lib and Pine, the default) or by n - 1 ("sample"). NaN for the first `lengthBars - 1` bars and while a
 * NaN is in the window; exactly 0 on a flat window. Uses no later bar. O(bars).
 *
 * @see TA-Lib VAR; Pine ta.variance. Length 20 is Pine's.
 */
export const variance = defineIndicator({
  kind: "variance",
  title: "Variance",
  description: "Mean square distance of the last values from their mean.",
  params: z.object({
    lengthBars: lengthBars(20, "window", { min: 2 }),
    deviation: z.enum(["population", "sample"]).default("population").describe("divide by n, or by n - 1"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars, deviation }) =>
    rollingVariance(values, lengthBars, false, deviation === "sample" ? lengthBars / (lengthBars - 1) : 1),
});
