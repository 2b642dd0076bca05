import { z } from "zod";
import { rollingLowest } from "../series/rolling-extreme.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Lowest of the last values, this one included, in the source's units.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window. Uses no later bar. O(bars).
 *
 * @see TA-Lib MIN; Pine ta.lowest.
 */
export const lowest = defineIndicator({
  kind: "lowest",
  title: "Lowest",
  description: "Lowest of the last values.",
  params: z.object({ lengthBars: lengthBars(20, "window") }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars }) => rollingLowest(values, lengthBars),
});
