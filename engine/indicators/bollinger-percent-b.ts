import { z } from "zod";
import { rollingDeviation } from "../series/rolling-deviation.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Bollinger %b: where the value stands between the bands, 0 at the lower and 1 at the upper.
 *
 * Population deviation (TA-Lib, Pine). NaN for the first `lengthBars - 1` bars and while a NaN is in the window; 0.5 where the bands have no
 * width, since the value is then in the middle. Uses no later bar. O(bars).
 *
 * @see Bollinger (2001), Bollinger on Bollinger Bands, ch. 8.
 */
export const bollingerPercentB = defineIndicator({
  kind: "bollinger-percent-b",
  title: "Bollinger %b",
  description: "Where the price stands between its Bollinger bands.",
  params: z.object({
    lengthBars: lengthBars(20, "window", { min: 2 }),
    deviations: z
      .number()
      .min(0.01)
      .max(100)
      .default(2)
      .describe("half width of the band in standard deviations"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars, deviations }) => {
    const places = rollingMean(values, lengthBars);
    const spread = rollingDeviation(values, lengthBars);
    for (let bar = 0; bar < values.length; bar++) {
      const half = deviations * (spread[bar] as number);
      const distance = (values[bar] as number) - (places[bar] as number);
      places[bar] = half === 0 ? 0.5 : 0.5 + distance / (2 * half);
    }
    return places;
  },
});
