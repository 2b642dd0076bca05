import { z } from "zod";
import { ratio } from "../series/ratio.ts";
import { rollingSum } from "../series/rolling-sum.ts";
import { trueRange } from "../series/true-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Vortex: distances from the last low up to the high (plus) and from the last high down to the low (minus), over the true range.
 *
 * NaN for the first `lengthBars` bars, and while a NaN is in reach; 0 where nothing has moved. Uses no later bar. O(bars).
 *
 * @see Botes, Siepman (2010), The vortex indicator, Stocks & Commodities 28:1.
 */
export const vortex = defineIndicator({
  kind: "vortex",
  title: "Vortex",
  description: "Upward and downward movement over the true range.",
  params: z.object({ lengthBars: lengthBars(14, "window") }),
  outputs: ["plus", "minus"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: ({ high, low, close }, { lengthBars }) => {
    const range = rollingSum(trueRange(high, low, close), lengthBars);
    const up = new Float64Array(close.length).fill(NaN, 0, 1);
    const down = new Float64Array(close.length).fill(NaN, 0, 1);
    for (let bar = 1; bar < close.length; bar++) {
      up[bar] = Math.abs((high[bar] as number) - (low[bar - 1] as number));
      down[bar] = Math.abs((low[bar] as number) - (high[bar - 1] as number));
    }
    return {
      plus: ratio(rollingSum(up, lengthBars), range),
      minus: ratio(rollingSum(down, lengthBars), range),
    };
  },
});
