import { z } from "zod";
import { rollingDeviation } from "../series/rolling-deviation.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Standard deviation of the last values, in the source's units.
 *
 * Divides by n ("population": TA-Lib and Pine, the default) or by n - 1 ("sample"). NaN for the first `lengthBars - 1` bars and while a
 * NaN is in the window; exactly 0 on a flat window. Uses no later bar. O(bars).
 *
 * @see TA-Lib STDDEV; Pine ta.stdev. Length 20 is Pine's.
 */
export const standardDeviation = defineIndicator({
  kind: "standard-deviation",
  title: "Standard deviation",
  description: "How far the last values lie from their mean.",
  params: z.object({
    lengthBars: lengthBars(20, "window", { min: 2 }),
    deviation: z.enum(["population", "sample"]).default("population").describe("divide by n, or by n - 1"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars, deviation }) =>
    rollingDeviation(values, lengthBars, deviation === "sample" ? lengthBars / (lengthBars - 1) : 1),
});
