import { z } from "zod";
import { addScaled } from "../series/add-scaled.ts";
import { rollingHighest, rollingLowest } from "../series/rolling-extreme.ts";
import { wilderRange } from "../series/wilder-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Chande Kroll stop: stops for longs and shorts some average ranges from the recent extremes, in price units.
 *
 * NaN for the first `lengthBars + stopBars - 2` bars, and while a NaN is in reach. Uses no later bar. O(bars).
 *
 * @see Chande, Kroll (1994), The New Technical Trader; Pine's built-in Chande Kroll Stop, whose defaults these are.
 */
export const chandeKroll = defineIndicator({
  kind: "chande-kroll",
  title: "Chande Kroll stop",
  description: "Stops some average ranges away from recent extremes.",
  params: z.object({
    lengthBars: lengthBars(10, "extremes and average range"),
    multiplier: z.number().min(0).max(100).default(1).describe("distance in average ranges, 0 to 100"),
    stopBars: lengthBars(9, "extremes of the stops"),
  }),
  outputs: ["long", "short"],
  input: "bars",
  warmupBars: ({ lengthBars, stopBars }) => lengthBars + stopBars - 2,
  compute: ({ high, low, close }, { lengthBars, multiplier, stopBars }) => {
    const range = wilderRange(high, low, close, lengthBars, "range");
    const above = addScaled(rollingHighest(high, lengthBars), range, -multiplier);
    const below = addScaled(rollingLowest(low, lengthBars), range, multiplier);
    return { long: rollingLowest(below, stopBars), short: rollingHighest(above, stopBars) };
  },
});
