import { z } from "zod";
import { rollingRatio } from "../series/rolling-ratio.ts";
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
  compute: ({ high, low, close }, { shortBars, mediumBars, longBars }) => {
    const range = new Float64Array(close.length);
    const pressure = new Float64Array(close.length);
    let before = NaN;
    for (let bar = 0; bar < close.length; bar++) {
      const bottom = Math.min(low[bar] as number, before);
      range[bar] = Math.max(high[bar] as number, before) - bottom;
      before = close[bar] as number;
      pressure[bar] = before - bottom;
    }
    const short = rollingRatio(pressure, range, shortBars);
    const medium = rollingRatio(pressure, range, mediumBars);
    const long = rollingRatio(pressure, range, longBars);
    for (let bar = 0; bar < long.length; bar++)
      long[bar] =
        (100 * (4 * (short[bar] as number) + 2 * (medium[bar] as number) + (long[bar] as number))) / 7;
    return long;
  },
});
