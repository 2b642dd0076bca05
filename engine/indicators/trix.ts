import { z } from "zod";
import { smoothedRate } from "../series/smoothed-rate.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * TRIX: the one-bar rate of change of a triple-smoothed average, in percent of the average before.
 *
 * Each average starts from the mean of its first window (TA-Lib): NaN for the first `3 * lengthBars - 2` bars; a later NaN gives NaN
 * at its bar and the next. Uses no later bar. O(bars).
 *
 * @see Hutson (1983), Good trix, Stocks & Commodities 1:5; TA-Lib TRIX (Tulip divides by the new average instead).
 */
export const trix = defineIndicator({
  kind: "trix",
  title: "TRIX",
  description: "Rate of change of a triple-smoothed average.",
  params: z.object({ lengthBars: lengthBars(15, "length of each average") }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => 3 * lengthBars - 2,
  compute: (values, { lengthBars }) => smoothedRate(values, lengthBars, 2 / (lengthBars + 1)),
});
