import { z } from "zod";
import { rollingWeightedMean } from "../series/rolling-weighted-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Volume-weighted moving average of closes, in price units.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window; 0 where no volume was traded in it. Uses no later bar.
 * O(bars).
 *
 * @see Pine ta.vwma; Tulip Indicators vwma.
 */
export const vwma = defineIndicator({
  kind: "vwma",
  title: "Volume-weighted moving average",
  description: "Mean of closes, each weighing as much as its bar's volume.",
  params: z.object({ lengthBars: lengthBars(20, "window") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ close, volume }, { lengthBars }) => rollingWeightedMean(close, volume, lengthBars),
});
