import { z } from "zod";
import { ageOfHighest, ageOfLowest } from "../series/rolling-age.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Aroon: how recent the highest high (up) and lowest low (down) of the last `lengthBars + 1` bars are, 0 to 100, and their distance.
 *
 * Of equal extremes the newest counts (TA-Lib). NaN for the first `lengthBars` bars, and while a NaN is in the window. Uses no later bar.
 * O(bars).
 *
 * @see Chande (1995), The time price oscillator, Stocks & Commodities 13:9; TA-Lib AROON, AROONOSC. Length 14 is both TA-Lib's and Pine's.
 */
export const aroon = defineIndicator({
  kind: "aroon",
  title: "Aroon",
  description: "How recent the highest high and the lowest low are.",
  params: z.object({ lengthBars: lengthBars(14, "look-back") }),
  outputs: ["up", "down", "oscillator"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: ({ high, low }, { lengthBars }) => {
    const up = ageOfHighest(high, lengthBars + 1);
    const down = ageOfLowest(low, lengthBars + 1);
    const oscillator = new Float64Array(up.length);
    const factor = 100 / lengthBars;
    for (let bar = 0; bar < up.length; bar++) {
      up[bar] = factor * (lengthBars - (up[bar] as number));
      down[bar] = factor * (lengthBars - (down[bar] as number));
      oscillator[bar] = (up[bar] as number) - (down[bar] as number);
    }
    return { up, down, oscillator };
  },
});
