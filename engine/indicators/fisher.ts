import { z } from "zod";
import { middle } from "../series/middle.ts";
import { placeInRange } from "../series/place-in-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Fisher transform of where the bar's middle stands in its recent range, and its value a bar before (signal); without unit.
 *
 * The place, -1 to 1, is smoothed (0.33 new, 0.67 old), held inside 0.999 and stretched to a bell. NaN for the first `lengthBars - 1`
 * bars, where the signal starts at 0 (Tulip); a NaN in reach gives NaN and leaves the smoothing as it was; a window without range
 * counts as its low. Uses no later bar. O(bars).
 *
 * @see Ehlers (2002), Using the Fisher transform, Stocks & Commodities 20:11; Pine's and Tulip's fisher.
 */
export const fisher = defineIndicator({
  kind: "fisher",
  title: "Fisher transform",
  description: "Place in the recent range, stretched so that turns stand out.",
  params: z.object({ lengthBars: lengthBars(10, "range") }),
  outputs: ["value", "signal"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ high, low }, { lengthBars }) => {
    const prices = middle(high, low);
    const value = placeInRange(prices, prices, prices, lengthBars);
    // Takes the place of the prices, which nothing reads any more.
    const signal = prices;
    let smooth = 0;
    let before = 0;
    for (let bar = 0; bar < value.length; bar++) {
      const place = value[bar] as number;
      signal[bar] = place === place ? before : NaN;
      if (place !== place) continue;
      smooth = 0.66 * (place / 100 - 0.5) + 0.67 * smooth;
      if (smooth > 0.99) smooth = 0.999;
      if (smooth < -0.99) smooth = -0.999;
      before = 0.5 * Math.log((1 + smooth) / (1 - smooth)) + 0.5 * before;
      value[bar] = before;
    }
    return { value, signal };
  },
});
