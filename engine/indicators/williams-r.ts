import { z } from "zod";
import { placeInRange } from "../series/place-in-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Williams %R: how far the close is below the recent high, from -100 at the low to 0 at the high.
 *
 * NaN for the first `lengthBars - 1` bars; 0 where the range is 0 (TA-Lib's rule). Uses no later bar. O(bars).
 *
 * @see Williams (1973), How I Made One Million Dollars Last Year Trading Commodities; TA-Lib WILLR.
 */
export const williamsR = defineIndicator({
  kind: "williams-r",
  title: "Williams %R",
  description: "How far the close is below the recent high, -100 to 0.",
  params: z.object({ lengthBars: lengthBars(14, "range") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ high, low, close }, { lengthBars }) => placeInRange(close, high, low, lengthBars, true),
});
