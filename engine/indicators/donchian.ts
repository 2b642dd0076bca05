import { z } from "zod";
import { middle } from "../series/middle.ts";
import { rollingHighest, rollingLowest } from "../series/rolling-extreme.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Donchian channel: highest high, lowest low and their middle over the last bars, this one included, in price units.
 *
 * For a breakout compare with the channel of the bar before (`upper.ago(1)`). NaN for the first `lengthBars - 1` bars, and while a NaN
 * is in the window. Uses no later bar. O(bars).
 *
 * @see Donchian (1960), The 5- and 20-day moving averages; TA-Lib MAX of high, MIN of low.
 */
export const donchian = defineIndicator({
  kind: "donchian",
  title: "Donchian channel",
  description: "Highest high and lowest low of the last bars.",
  params: z.object({ lengthBars: lengthBars(20, "window") }),
  outputs: ["upper", "middle", "lower"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ high, low }, { lengthBars }) => {
    const upper = rollingHighest(high, lengthBars);
    const lower = rollingLowest(low, lengthBars);
    return { upper, middle: middle(upper, lower), lower };
  },
});
