import { z } from "zod";
import { addScaled } from "../series/add-scaled.ts";
import { ratesOfChange } from "../series/rates-of-change.ts";
import { weightedMean } from "../series/weighted-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Coppock curve: the weighted average of two rates of change added up, in percent; made for monthly bars.
 *
 * NaN for the first `longBars + lengthBars - 1` bars (with the longer look-back), and while a NaN is in reach. Uses no later bar. O(bars).
 *
 * @see Coppock (1962), Barron's; Pine's built-in Coppock curve, whose lengths (10, 14, 11) these are.
 */
export const coppock = defineIndicator({
  kind: "coppock",
  title: "Coppock curve",
  description: "Smoothed sum of two rates of change.",
  params: z.object({
    lengthBars: lengthBars(10, "weighted averaging"),
    longBars: lengthBars(14, "long look-back"),
    shortBars: lengthBars(11, "short look-back"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars, longBars, shortBars }) => Math.max(longBars, shortBars) + lengthBars - 1,
  compute: (values, { lengthBars, longBars, shortBars }) =>
    weightedMean(addScaled(ratesOfChange(values, longBars), ratesOfChange(values, shortBars), 1), lengthBars),
});
