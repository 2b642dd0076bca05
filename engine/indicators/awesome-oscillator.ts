import { z } from "zod";
import { meanDistance } from "../series/mean-distance.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Awesome oscillator: fast less slow mean of the bars' middles, in price units.
 *
 * NaN for the first `slowBars - 1` bars (the longer of the two), and while a NaN is in the window. Uses no later bar. O(bars).
 *
 * @see Williams (1998), New Trading Dimensions; Tulip Indicators ao.
 */
export const awesomeOscillator = defineIndicator({
  kind: "awesome-oscillator",
  title: "Awesome oscillator",
  description: "Fast less slow mean of the bars' middles.",
  params: z.object({ fastBars: lengthBars(5, "fast window"), slowBars: lengthBars(34, "slow window") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ fastBars, slowBars }) => Math.max(fastBars, slowBars) - 1,
  compute: ({ high, low }, { fastBars, slowBars }) => meanDistance(high, low, fastBars, slowBars),
});
