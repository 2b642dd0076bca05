import { z } from "zod";
import { rollingBands } from "../series/rolling-bands.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Bollinger bands: a simple average with bands a number of standard deviations above and below, in the source's units.
 *
 * The deviation divides by n ("population": TA-Lib, Pine and Bollinger himself) or by n - 1 ("sample"). NaN for the first
 * `lengthBars - 1` bars and while a NaN is in the window; no width on a flat window. Uses no later bar. O(bars).
 *
 * @see Bollinger (2001), Bollinger on Bollinger Bands; TA-Lib BBANDS.
 */
export const bollinger = defineIndicator({
  kind: "bollinger",
  title: "Bollinger bands",
  description: "An average with a band of deviations on each side.",
  params: z.object({
    lengthBars: lengthBars(20, "window", { min: 2 }),
    deviations: z
      .number()
      .min(0)
      .max(100)
      .default(2)
      .describe("half width of the band in standard deviations, 0 to 100"),
    deviation: z.enum(["population", "sample"]).default("population").describe("divide by n, or by n - 1"),
  }),
  outputs: ["upper", "middle", "lower"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars, deviations, deviation }) => {
    const factor = deviations * (deviation === "sample" ? Math.sqrt(lengthBars / (lengthBars - 1)) : 1);
    return rollingBands(values, lengthBars, factor);
  },
});
