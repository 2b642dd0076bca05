import { z } from "zod";
import { exponential } from "../series/exponential.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * Exponential moving average with weight 2 / (lengthBars + 1) on the newest value, in the source's units.
 *
 * Seed "sma" (TA-Lib, the default) starts at bar `lengthBars - 1` from the mean of the first window; "first" starts at the first
 * value. A NaN inside the series gives NaN at that bar and leaves the average as it was. Uses no later bar. O(bars).
 *
 * @see TA-Lib EMA (seed "sma"); Tulip Indicators ema (seed "first").
 */
export const ema = defineIndicator({
  kind: "ema",
  title: "Exponential moving average",
  description: "Average whose weights fall off by a constant factor per bar.",
  params: z.object({
    lengthBars: z.number().int().min(1).max(100_000).default(20).describe("length in bars, 1 to 100,000"),
    seed: z
      .enum(["sma", "first"])
      .default("sma")
      .describe("first value: mean of the first window, or the first price"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars, seed }) => (seed === "sma" ? lengthBars - 1 : 0),
  compute: (values, { lengthBars, seed }) => exponential(values, lengthBars, 2 / (lengthBars + 1), seed),
});
