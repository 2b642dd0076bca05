import { z } from "zod";
import { averageOf } from "../series/average-of.ts";
import { exponentialDistance } from "../series/exponential-distance.ts";
import { subtract } from "../series/subtract.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Absolute price oscillator: fast less slow average, in the source's units.
 *
 * Exponential averages start each from the mean of its own first window (TA-Lib): NaN for the first `slowBars - 1` bars; with "sma" plain
 * means. A later NaN gives NaN at its bar. Uses no later bar. O(bars).
 *
 * @see TA-Lib APO; the average is exponential by default, as for PPO in Pine.
 */
export const apo = defineIndicator({
  kind: "apo",
  title: "Absolute price oscillator",
  description: "Distance of a fast from a slow average.",
  params: z
    .object({
      fastBars: lengthBars(12, "fast length"),
      slowBars: lengthBars(26, "slow length, above fastBars,", { min: 2 }),
      average: z.enum(["ema", "sma"]).default("ema").describe("exponential or simple averages"),
    })
    .refine(({ fastBars, slowBars }) => fastBars < slowBars, {
      path: ["fastBars"],
      message: "Use fewer than slowBars",
    }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ slowBars }) => slowBars - 1,
  compute: (values, { fastBars, slowBars, average }) => {
    if (average === "ema") return exponentialDistance(values, fastBars, slowBars);
    const fast = averageOf(values, fastBars, average);
    const slow = averageOf(values, slowBars, average);
    return subtract(fast, slow);
  },
});
