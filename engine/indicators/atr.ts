import { z } from "zod";
import { exponential } from "../series/exponential.ts";
import { trueRange } from "../series/true-range.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * Average true range: Wilder's smoothed range of a bar, in price units.
 *
 * The range of bar 0, which has no close before it, is not used (TA-Lib's rule): NaN for the first `lengthBars` bars. A NaN
 * price gives NaN at its bar and the next and leaves the average as it was. Uses no later bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib ATR.
 */
export const atr = defineIndicator({
  kind: "atr",
  title: "Average true range",
  description: "Wilder's average of each bar's range, gaps included.",
  params: z.object({
    lengthBars: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(14)
      .describe("Wilder smoothing in bars, 1 to 100,000"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: ({ high, low, close }, { lengthBars }) =>
    exponential(trueRange(high, low, close), lengthBars, 1 / lengthBars),
});
