import { z } from "zod";
import { percentRank as rankOf } from "../series/percent-rank.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Percent rank: how many of the values before are at or below this one, 0 to 100.
 *
 * NaN for the first `lengthBars` bars, and while a NaN is in the window. Uses no later bar. O(bars times length).
 *
 * @see Pine ta.percentrank.
 */
export const percentRank = defineIndicator({
  kind: "percent-rank",
  title: "Percent rank",
  description: "Share of the last values at or below this one.",
  params: z.object({ lengthBars: lengthBars(100, "values to rank among", { max: 5000 }) }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (values, { lengthBars }) => rankOf(values, lengthBars),
});
