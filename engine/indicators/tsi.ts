import { z } from "zod";
import { trueStrength } from "../series/true-strength.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * True strength index: twice-smoothed moves over twice-smoothed sizes of moves, -100 to 100.
 *
 * Averages start from the mean of their first window (TA-Lib's rule): NaN for the first `longBars + shortBars - 1` bars; 0 where nothing
 * has moved. A NaN gives NaN at its bar and the next. Uses no later bar. O(bars).
 *
 * @see Blau (1991), True strength index, Stocks & Commodities 9:11; Pine ta.tsi, whose lengths (25, 13) these are.
 */
export const tsi = defineIndicator({
  kind: "tsi",
  title: "True strength index",
  description: "Direction of the smoothed movement, -100 to 100.",
  params: z.object({
    longBars: lengthBars(25, "first smoothing"),
    shortBars: lengthBars(13, "second smoothing"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ longBars, shortBars }) => longBars + shortBars - 1,
  compute: (values, { longBars, shortBars }) => trueStrength(values, longBars, shortBars),
});
