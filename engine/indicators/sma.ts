import { z } from "zod";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * Simple moving average: the mean of the last `lengthBars` values, in the source's units, rounded once from the exact mean.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window. Uses no later bar. O(bars).
 *
 * @see TA-Lib SMA.
 */
export const sma = defineIndicator({
  kind: "sma",
  title: "Simple moving average",
  description: "Mean of the last values, each weighing the same.",
  params: z.object({
    lengthBars: z.number().int().min(1).max(100_000).default(20).describe("window in bars, 1 to 100,000"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars }) => rollingMean(values, lengthBars),
});
