import { z } from "zod";
import { rollingSum } from "../series/rolling-sum.ts";
import { smoothedRange } from "../series/smoothed-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Mass index: sum of the smoothed range over the twice-smoothed one, whose bulge announces a reversal; without unit.
 *
 * Averages of 9 bars start from the mean of their first window by default (TA-Lib's rule), with seed "first" from the first value (Tulip).
 * NaN for the first `lengthBars + 15` bars; a bar without range counts as 0. Uses no later bar. O(bars).
 *
 * @see Dorsey (1992), The mass index, Stocks & Commodities 10:6; Tulip Indicators mass. Length 25 is Dorsey's.
 */
export const massIndex = defineIndicator({
  kind: "mass-index",
  title: "Mass index",
  description: "Swelling of the bars' ranges.",
  params: z.object({
    lengthBars: lengthBars(25, "window of the sum"),
    seed: z
      .enum(["sma", "first"])
      .default("sma")
      .describe("first averages: mean of the first window, or first value"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars, seed }) => lengthBars - 1 + (seed === "sma" ? 16 : 0),
  compute: ({ high, low }, { lengthBars, seed }) => rollingSum(smoothedRange(high, low, 9, seed), lengthBars),
});
