import { z } from "zod";
import { relativeStrength } from "../series/relative-strength.ts";
import { rollingSum } from "../series/rolling-sum.ts";
import { moves } from "../series/moves.ts";
import { shareOfGains } from "../series/share-of-gains.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Relative strength index: the average gain as a share of average gain and loss, 0 to 100.
 *
 * Smoothing "wilder" (Wilder, TA-Lib and Pine, the default) or "sum" (Cutler's: plain means of the last bars, free of history).
 * NaN for the first `lengthBars` bars; 0 where nothing has moved at all (TA-Lib's rule). A NaN gives NaN at that bar and
 * the next ("sum": while in reach) and leaves the averages as they were. Uses no later bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib RSI.
 */
export const rsi = defineIndicator({
  kind: "rsi",
  title: "Relative strength index",
  description: "How much of the recent movement was upwards, 0 to 100.",
  params: z.object({
    lengthBars: lengthBars(14, "smoothing", { min: 2 }),
    smoothing: z
      .enum(["wilder", "sum"])
      .default("wilder")
      .describe("Wilder's average, or plain means (Cutler)"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (values, { lengthBars, smoothing }) => {
    if (smoothing === "wilder") return relativeStrength(values, lengthBars);
    const { gains, losses } = moves(values);
    return shareOfGains(rollingSum(gains, lengthBars), rollingSum(losses, lengthBars));
  },
});
