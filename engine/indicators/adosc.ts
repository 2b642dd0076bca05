import { z } from "zod";
import { flowOscillator } from "../series/flow-oscillator.ts";
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
  compute: ({ high, low, close, volume }, { fastBars, slowBars }) =>
    flowOscillator(high, low, close, volume, fastBars, slowBars),
});
