import { z } from "zod";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Detrended price oscillator, in the source's units; both forms look back `floor(lengthBars / 2) + 1` bars, never ahead.
 *
 * "price" (Pine, the default) is today's value less the mean of then; "centred" (Tulip) the value of then less today's mean: what charts
 * draw further left. NaN until both are there, and while a NaN is in reach. Uses no later bar. O(bars).
 *
 * @see Pine's built-in DPO; Tulip Indicators dpo.
 */
export const dpo = defineIndicator({
  kind: "dpo",
  title: "Detrended price oscillator",
  description: "Price against a mean of half a cycle ago.",
  params: z.object({
    lengthBars: lengthBars(20, "cycle"),
    form: z
      .enum(["price", "centred"])
      .default("price")
      .describe("today's price less the old mean, or the old price less today's mean"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars, form }) =>
    form === "price"
      ? lengthBars + Math.floor(lengthBars / 2)
      : Math.max(lengthBars - 1, Math.floor(lengthBars / 2) + 1),
  compute: (values, { lengthBars, form }) => {
    const back = Math.floor(lengthBars / 2) + 1;
    const means = rollingMean(values, lengthBars);
    const [price, mean] = form === "price" ? [0, back] : [back, 0];
    // From the end: distances take the place of the means.
    for (let bar = means.length - 1; bar >= back; bar--)
      means[bar] = (values[bar - price] as number) - (means[bar - mean] as number);
    return means.fill(NaN, 0, Math.min(back, means.length));
  },
});
