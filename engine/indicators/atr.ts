import { z } from "zod";
import { wilderRange } from "../series/wilder-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Average true range: Wilder's smoothed range of a bar, in price units.
 *
 * First range "skip" (TA-Lib, the default) leaves out bar 0, which has no close before it: NaN for the first `lengthBars` bars;
 * "range" (Pine) takes its high less low, and starts a bar earlier. A NaN price gives NaN at its bar and the next and leaves the
 * average as it was. Uses no later bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib ATR.
 */
export const atr = defineIndicator({
  kind: "atr",
  title: "Average true range",
  description: "Wilder's average of each bar's range, gaps included.",
  params: z.object({
    lengthBars: lengthBars(14, "Wilder smoothing"),
    firstRange: z
      .enum(["skip", "range"])
      .default("skip")
      .describe("the first bar's range: left out, or its high less low"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars, firstRange }) => lengthBars - (firstRange === "skip" ? 0 : 1),
  compute: ({ high, low, close }, { lengthBars, firstRange }) =>
    wilderRange(high, low, close, lengthBars, firstRange),
});
