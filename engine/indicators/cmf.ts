import { z } from "zod";
import { flowShare } from "../series/flow-share.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Chaikin money flow: volume signed by where each bar closed, as a share of volume, -1 to 1.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window; 0 without volume. Uses no later bar. O(bars).
 *
 * @see Chaikin; Pine's built-in CMF.
 */
export const cmf = defineIndicator({
  kind: "cmf",
  title: "Chaikin money flow",
  description: "Share of volume that closed near the high less that near the low.",
  params: z.object({ lengthBars: lengthBars(20, "window") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ high, low, close, volume }, { lengthBars }) => flowShare(high, low, close, volume, lengthBars),
});
