import { z } from "zod";
import { changes } from "../series/changes.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Momentum: the move since `lengthBars` ago, in the source's units.
 *
 * NaN for the first `lengthBars` bars and where either value is NaN. Uses no later bar. O(bars).
 *
 * @see TA-Lib MOM; Pine ta.mom.
 */
export const momentum = defineIndicator({
  kind: "momentum",
  title: "Momentum",
  description: "Move over a number of bars, in price units.",
  params: z.object({ lengthBars: lengthBars(10, "look-back") }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (values, { lengthBars }) => changes(values, lengthBars),
});
