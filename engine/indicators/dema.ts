import { z } from "zod";
import { exponentialCascade } from "../series/exponential-cascade.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Double exponential moving average: twice the average less the average's average, which lags less, in the source's units.
 *
 * Each average starts from the mean of its first window (TA-Lib): NaN for the first `2 * lengthBars - 2` bars; a later NaN gives
 * NaN at its bar only. Uses no later bar. O(bars).
 *
 * @see Mulloy (1994), Smoothing data with faster moving averages, Stocks & Commodities 12:1; TA-Lib DEMA.
 */
export const dema = defineIndicator({
  kind: "dema",
  title: "Double exponential moving average",
  description: "Exponential average with its lag taken off once.",
  params: z.object({ lengthBars: lengthBars(20, "length of each average") }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => 2 * lengthBars - 2,
  compute: (values, { lengthBars }) =>
    exponentialCascade(values, lengthBars, 2 / (lengthBars + 1), 2, [0, 2, -1, 0]),
});
