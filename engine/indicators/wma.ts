import { z } from "zod";
import { weightedMean } from "../series/weighted-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Weighted moving average: weights 1 (oldest) to `lengthBars` (newest), in the source's units.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window. Uses no later bar. O(bars).
 *
 * @see TA-Lib WMA; Kaufman (2013), Trading Systems and Methods, ch. 7.
 */
export const wma = defineIndicator({
  kind: "wma",
  title: "Weighted moving average",
  description: "Mean whose weights fall in equal steps with age.",
  params: z.object({ lengthBars: lengthBars(20, "window") }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars }) => weightedMean(values, lengthBars),
});
