import { z } from "zod";
import { meanOfMeans } from "../series/mean-of-means.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Triangular moving average: the mean of a mean, whose weights rise to the window's middle and fall again, in the source's units.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window. Uses no later bar. O(bars).
 *
 * @see TA-Lib TRIMA.
 */
export const trima = defineIndicator({
  kind: "trima",
  title: "Triangular moving average",
  description: "Mean that weighs the middle of its window most.",
  params: z.object({ lengthBars: lengthBars(20, "window") }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars }) => {
    const inner = Math.floor(lengthBars / 2) + 1;
    return meanOfMeans(values, inner, lengthBars + 1 - inner);
  },
});
