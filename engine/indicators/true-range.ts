import { z } from "zod";
import { trueRange as rangesOf } from "../series/true-range.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * True range: the bar's range, stretched to the close before where that lies outside, in price units.
 *
 * First range "skip" (TA-Lib, the default) gives NaN at bar 0, "range" (Pine) its high less low. NaN where a price is missing. Uses
 * no later bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib TRANGE.
 */
export const trueRange = defineIndicator({
  kind: "true-range",
  title: "True range",
  description: "A bar's range with the gap before it.",
  params: z.object({
    firstRange: z
      .enum(["skip", "range"])
      .default("skip")
      .describe("the first bar's range: left out, or its high less low"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ firstRange }) => (firstRange === "skip" ? 1 : 0),
  compute: ({ high, low, close }, { firstRange }) => rangesOf(high, low, close, firstRange),
});
