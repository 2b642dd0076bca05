import { z } from "zod";
import { averageOf } from "../series/average-of.ts";
import { bandsAround } from "../series/bands-around.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { trueRange } from "../series/true-range.ts";
import { typicalPrice } from "../series/typical-price.ts";
import { wilderRange } from "../series/wilder-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Keltner channel: an average with a number of average true ranges above and below, in price units.
 *
 * By default Pine's: an exponential average of closes, two ranges of `rangeBars` 10 (Wilder's, the first bar's range counted). NaN for the
 * first `max(lengthBars, rangeBars) - 1` bars; a NaN price gives NaN at its bar and the next. Uses no later bar. O(bars).
 *
 * @see Keltner (1960), How to Make Money in Commodities; Raschke's form with exponential average and ATR; Pine ta.kc.
 */
export const keltner = defineIndicator({
  kind: "keltner",
  title: "Keltner channel",
  description: "An average with a band of average ranges on each side.",
  params: z.object({
    lengthBars: lengthBars(20, "length of the average"),
    rangeBars: lengthBars(10, "smoothing of the range"),
    multiplier: z.number().min(0).max(100).default(2).describe("half width of the band in average ranges"),
    average: z.enum(["ema", "sma"]).default("ema").describe("exponential or simple average"),
    range: z
      .enum(["wilder", "sma"])
      .default("wilder")
      .describe("average of the ranges: Wilder's, or a simple one"),
    price: z
      .enum(["close", "typical"])
      .default("close")
      .describe("what is averaged: close, or mean of high, low, close"),
  }),
  outputs: ["upper", "middle", "lower"],
  input: "bars",
  warmupBars: ({ lengthBars, rangeBars }) => Math.max(lengthBars, rangeBars) - 1,
  compute: ({ high, low, close }, { lengthBars, rangeBars, multiplier, average, range, price }) => {
    const prices = price === "close" ? close : typicalPrice(high, low, close);
    const middle = averageOf(prices, lengthBars, average);
    const reach =
      range === "wilder"
        ? wilderRange(high, low, close, rangeBars, "range")
        : rollingMean(trueRange(high, low, close, "range"), rangeBars);
    return { middle, ...bandsAround(middle, reach, multiplier) };
  },
});
