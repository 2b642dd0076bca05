import { z } from "zod";
import { exponential } from "../series/exponential.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Force index: the close's move times volume, smoothed exponentially, in price times volume.
 *
 * The average starts from the mean of its first window (TA-Lib's rule): NaN for the first `lengthBars` bars; a NaN gives NaN at its bar and
 * the next. Uses no later bar. O(bars).
 *
 * @see Elder (1993), Trading for a Living; Pine's built-in EFI, whose length 13 this is.
 */
export const forceIndex = defineIndicator({
  kind: "force-index",
  title: "Force index",
  description: "Smoothed price move times volume.",
  params: z.object({ lengthBars: lengthBars(13, "smoothing") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: ({ close, volume }, { lengthBars }) => {
    const force = new Float64Array(close.length).fill(NaN, 0, 1);
    for (let bar = 1; bar < close.length; bar++)
      force[bar] = ((close[bar] as number) - (close[bar - 1] as number)) * (volume[bar] as number);
    return exponential(force, lengthBars, 2 / (lengthBars + 1), "sma", force);
  },
});
