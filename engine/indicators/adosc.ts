import { z } from "zod";
import { accumulatedFlow } from "../series/accumulated-flow.ts";
import { exponentialDistance } from "../series/exponential-distance.ts";
import { firstValue } from "../series/first-value.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Chaikin oscillator: fast less slow exponential average of the accumulation/distribution line, in volume units.
 *
 * Both averages start from the line's first value, and show from bar `max(fastBars, slowBars) - 1` (TA-Lib). A missing value gives NaN at its
 * bar. Uses no later bar. O(bars).
 *
 * @see Chaikin; TA-Lib ADOSC.
 */
export const adosc = defineIndicator({
  kind: "adosc",
  title: "Chaikin oscillator",
  description: "Momentum of the accumulation/distribution line.",
  params: z.object({ fastBars: lengthBars(3, "fast length"), slowBars: lengthBars(10, "slow length") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ fastBars, slowBars }) => Math.max(fastBars, slowBars) - 1,
  compute: ({ high, low, close, volume }, { fastBars, slowBars }) => {
    const line = accumulatedFlow(high, low, close, volume);
    const begin = firstValue(line) + Math.max(fastBars, slowBars) - 1;
    const distances = exponentialDistance(line, fastBars, slowBars, "first", false, line);
    return distances.fill(NaN, 0, Math.min(begin, line.length));
  },
});
