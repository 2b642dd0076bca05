import { z } from "zod";
import { averageOf } from "../series/average-of.ts";
import { exponentialDistance } from "../series/exponential-distance.ts";
import { ratio } from "../series/ratio.ts";
import { subtract } from "../series/subtract.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Percentage price oscillator: fast less slow average in percent of the slow one; comparable across prices.
 *
 * Exponential averages start each from the mean of its own first window (TA-Lib): NaN for the first `slowBars - 1` bars; with "sma" plain
 * means; 0 where the slow average is 0. A later NaN gives NaN at its bar. Uses no later bar. O(bars).
 *
 * @see TA-Lib PPO; Pine ta.ppo.
 */
export const ppo = defineIndicator({
  kind: "ppo",
  title: "Percentage price oscillator",
  description: "Distance of a fast from a slow average, in percent.",
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
    if (average === "ema") return exponentialDistance(values, fastBars, slowBars, "sma", true);
    const fast = averageOf(values, fastBars, average);
    const slow = averageOf(values, slowBars, average);
    return ratio(subtract(fast, slow), slow, 100);
  },
});
