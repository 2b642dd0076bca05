import { z } from "zod";
import { buyingPressure } from "../series/buying-pressure.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Ultimate oscillator: buying pressure as a share of the true range over three windows, weighing 4, 2 and 1, 0 to 100.
 *
 * NaN for as many bars as the longest window has, and while a NaN is in reach; a window without range counts as 0. Uses no later bar.
 * O(bars).
 *
 * @see Williams (1985), The ultimate oscillator, Stocks & Commodities 3:4; TA-Lib ULTOSC.
 */
export const ultimateOscillator = defineIndicator({
  kind: "ultimate-oscillator",
  title: "Ultimate oscillator",
  description: "Buying pressure over three windows, 0 to 100.",
  params: z.object({
    shortBars: lengthBars(7, "short window"),
    mediumBars: lengthBars(14, "medium window"),
    longBars: lengthBars(28, "long window"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ shortBars, mediumBars, longBars }) => Math.max(shortBars, mediumBars, longBars),
  compute: ({ high, low, close }, windows) => buyingPressure(high, low, close, windows),
});
