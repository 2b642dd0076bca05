import { z } from "zod";
import { accumulatedFlow } from "../series/accumulated-flow.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * Accumulation/distribution line: running total of volume times where the close stands in its bar's range, in volume units.
 *
 * A bar without range adds nothing; one with a missing value gives NaN and adds nothing. Only its changes mean something. Uses no later
 * bar. O(bars).
 *
 * @see Chaikin; TA-Lib AD.
 */
export const accumulationDistribution = defineIndicator({
  kind: "accumulation-distribution",
  title: "Accumulation/distribution",
  description: "Running total of volume, signed by where the bar closed.",
  params: z.object({}),
  outputs: ["value"],
  input: "bars",
  warmupBars: () => 0,
  compute: ({ high, low, close, volume }) => accumulatedFlow(high, low, close, volume),
});
