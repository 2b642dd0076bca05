import { z } from "zod";
import { ratesOfChange } from "../series/rates-of-change.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Rate of change: the move since `lengthBars` ago, in percent of the value then.
 *
 * NaN for the first `lengthBars` bars and where either value is NaN; 0 where the old value is 0 (TA-Lib's rule). Uses no later bar. O(bars).
 *
 * @see TA-Lib ROC; Pine ta.roc.
 */
export const roc = defineIndicator({
  kind: "roc",
  title: "Rate of change",
  description: "Move over a number of bars, in percent.",
  params: z.object({ lengthBars: lengthBars(10, "look-back") }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (values, { lengthBars }) => ratesOfChange(values, lengthBars),
});
