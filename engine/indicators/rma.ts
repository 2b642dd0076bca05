import { z } from "zod";
import { exponential } from "../series/exponential.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Wilder's moving average: exponential with weight 1 / lengthBars on the newest value, in the source's units.
 *
 * Seed "sma" (TA-Lib and Pine, the default) starts at bar `lengthBars - 1` from the mean of the first window; "first" at the first
 * value. A NaN inside the series gives NaN at that bar and leaves the average as it was. Uses no later bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; Pine ta.rma; Tulip Indicators wilders.
 */
export const rma = defineIndicator({
  kind: "rma",
  title: "Wilder moving average",
  description: "Exponential average as Wilder smoothed: slower than an EMA of equal length.",
  params: z.object({
    lengthBars: lengthBars(14, "Wilder length"),
    seed: z
      .enum(["sma", "first"])
      .default("sma")
      .describe("first value: mean of the first window, or the first value"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars, seed }) => (seed === "sma" ? lengthBars - 1 : 0),
  compute: (values, { lengthBars, seed }) => exponential(values, lengthBars, 1 / lengthBars, seed),
});
