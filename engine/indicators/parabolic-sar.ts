import { z } from "zod";
import { parabolicStops } from "../series/parabolic-stops.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * Parabolic stop and reverse: a trailing stop that speeds up with every new extreme, in price units, and its side (1 long, -1 short).
 *
 * The stop at a bar follows from earlier bars; the bar itself decides whether it was hit. Starts short only where the second bar's low
 * fell by more than its high rose (TA-Lib). NaN at bar 0; a bar with a missing price gives NaN and counts for nothing. Uses no later
 * bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib SAR.
 */
export const parabolicSar = defineIndicator({
  kind: "parabolic-sar",
  title: "Parabolic stop and reverse",
  description: "Trailing stop that speeds up as the trend goes on.",
  params: z.object({
    acceleration: z
      .number()
      .min(0.0001)
      .max(1)
      .default(0.02)
      .describe("first and added acceleration, 0.0001 to 1"),
    maximum: z.number().min(0.0001).max(1).default(0.2).describe("highest acceleration, 0.0001 to 1"),
  }),
  outputs: ["value", "direction"],
  input: "bars",
  warmupBars: () => 1,
  compute: ({ high, low }, { acceleration, maximum }) =>
    parabolicStops(high, low, Math.min(acceleration, maximum), maximum),
});
