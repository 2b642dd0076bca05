import { z } from "zod";
import { ratio } from "../series/ratio.ts";
import { rollingDeviation } from "../series/rolling-deviation.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { subtract } from "../series/subtract.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Z-score: distance of the value from the mean of the last ones, itself included, in standard deviations.
 *
 * Divides by n ("population": TA-Lib's and Pine's deviation, the default) or by n - 1 ("sample"). NaN for the first `lengthBars - 1` bars and
 * while a NaN is in the window; 0 on a flat window. Uses no later bar. O(bars).
 */
export const zScore = defineIndicator({
  kind: "z-score",
  title: "Z-score",
  description: "Distance from the mean, in standard deviations.",
  params: z.object({
    lengthBars: lengthBars(20, "window", { min: 2 }),
    deviation: z.enum(["population", "sample"]).default("population").describe("divide by n, or by n - 1"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars, deviation }) => {
    const factor = deviation === "population" ? 1 : Math.sqrt((lengthBars - 1) / lengthBars);
    const distance = subtract(values, rollingMean(values, lengthBars));
    return ratio(distance, rollingDeviation(values, lengthBars), factor);
  },
});
