import { z } from "zod";
import { directionalAverage } from "../series/directional-average.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Average directional index rating: half way between today's ADX and that of `lengthBars - 1` bars ago, 0 to 100.
 *
 * NaN for the first `3 * lengthBars - 2` bars, and where either is missing. Uses no later bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib ADXR.
 */
export const adxr = defineIndicator({
  kind: "adxr",
  title: "Average directional index rating",
  description: "Trend strength, averaged with its own past.",
  params: z.object({ lengthBars: lengthBars(14, "Wilder smoothing", { min: 2 }) }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => 3 * lengthBars - 2,
  compute: ({ high, low, close }, { lengthBars }) => {
    const rating = directionalAverage(high, low, close, lengthBars);
    const back = lengthBars - 1;
    // From the end: ratings take the place of the averages.
    for (let bar = rating.length - 1; bar >= back; bar--)
      rating[bar] = ((rating[bar] as number) + (rating[bar - back] as number)) / 2;
    return rating;
  },
});
