import { z } from "zod";
import { hullMean } from "../series/hull-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Hull moving average: a weighted average of twice the half-length weighted average less the full one, in the source's units.
 *
 * Half and root of the length are rounded down (Tulip, Pine). NaN for the first `lengthBars + floor(sqrt(lengthBars)) - 2` bars, and
 * while a NaN is in reach. Uses no later bar. O(bars).
 *
 * @see Hull (2005), How to reduce lag in a moving average; Tulip Indicators hma.
 */
export const hma = defineIndicator({
  kind: "hma",
  title: "Hull moving average",
  description: "Weighted average with most of its lag taken off, then smoothed.",
  params: z.object({ lengthBars: lengthBars(20, "length", { min: 2 }) }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars + Math.floor(Math.sqrt(lengthBars)) - 2,
  compute: (values, { lengthBars }) => hullMean(values, lengthBars),
});
