import { z } from "zod";
import { channelIndex } from "../series/channel-index.ts";
import { typicalMean } from "../series/typical-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Commodity channel index: the typical price's distance from its mean, in units of 0.015 mean deviations.
 *
 * NaN for the first `lengthBars - 1` bars; 0 where prices did not deviate (TA-Lib's rule). A NaN makes the windows that hold it NaN.
 * Uses no later bar. O(bars times length).
 *
 * @see Lambert (1980), Commodity channel index, Commodities magazine; TA-Lib CCI. Length 20 is Pine's default.
 */
export const cci = defineIndicator({
  kind: "cci",
  title: "Commodity channel index",
  description: "Distance of the price from its mean, in mean deviations.",
  params: z.object({ lengthBars: lengthBars(20, "window", { min: 2, max: 5000 }) }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ high, low, close }, { lengthBars }) => {
    const { prices, means } = typicalMean(high, low, close, lengthBars);
    return channelIndex(prices, means, lengthBars);
  },
});
