import { z } from "zod";
import { ratio } from "../series/ratio.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Volume moving average: mean volume of the last bars, and this bar's volume as a multiple of it.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window; the multiple is 0 without volume. Uses no later bar. O(bars).
 *
 * @see TA-Lib SMA of volume.
 */
export const volumeMa = defineIndicator({
  kind: "volume-ma",
  title: "Volume moving average",
  description: "Mean volume, and how many times it was traded in this bar.",
  params: z.object({ lengthBars: lengthBars(20, "window") }),
  outputs: ["value", "relative"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ volume }, { lengthBars }) => {
    const value = rollingMean(volume, lengthBars);
    return { value, relative: ratio(volume, value) };
  },
});
