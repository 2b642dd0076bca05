import { z } from "zod";
import { ratio } from "../series/ratio.ts";
import { rollingDeviation } from "../series/rolling-deviation.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Bollinger bandwidth: distance of the bands in percent of their middle.
 *
 * Population deviation (TA-Lib, Pine). NaN for the first `lengthBars - 1` bars and while a NaN is in the window; 0 on a flat window and where
 * the middle is 0. Uses no later bar. O(bars).
 *
 * @see Bollinger (2001), Bollinger on Bollinger Bands, ch. 8.
 */
export const bollingerWidth = defineIndicator({
  kind: "bollinger-width",
  title: "Bollinger bandwidth",
  description: "Distance of the Bollinger bands in percent of their middle.",
  params: z.object({
    lengthBars: lengthBars(20, "window", { min: 2 }),
    deviations: z
      .number()
      .min(0)
      .max(100)
      .default(2)
      .describe("half width of the band in standard deviations"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars, deviations }) =>
    ratio(rollingDeviation(values, lengthBars), rollingMean(values, lengthBars), 200 * deviations),
});
