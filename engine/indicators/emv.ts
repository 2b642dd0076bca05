import { z } from "zod";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Ease of movement: how far the bar's middle moved for the volume it took, averaged; in squared price units per volume.
 *
 * NaN for the first `lengthBars` bars, and while a NaN is in reach; a bar without volume counts as 0. Uses no later bar. O(bars).
 *
 * @see Arms (1989), The Arms Index; Pine's built-in EOM, whose length and divisor these are (Tulip emv is length 1).
 */
export const emv = defineIndicator({
  kind: "emv",
  title: "Ease of movement",
  description: "Price movement per volume traded.",
  params: z.object({
    lengthBars: lengthBars(14, "averaging"),
    divisor: z
      .number()
      .min(1e-9)
      .max(1e15)
      .default(10_000)
      .describe("volume is counted in units of this many"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: ({ high, low, volume }, { lengthBars, divisor }) => {
    const ease = new Float64Array(high.length).fill(NaN, 0, 1);
    for (let bar = 1; bar < high.length; bar++) {
      const top = high[bar] as number;
      const bottom = low[bar] as number;
      const step = (top + bottom - (high[bar - 1] as number) - (low[bar - 1] as number)) / 2;
      const traded = volume[bar] as number;
      ease[bar] = traded === 0 ? step * 0 : (divisor * step * (top - bottom)) / traded;
    }
    return lengthBars === 1 ? ease : rollingMean(ease, lengthBars);
  },
});
