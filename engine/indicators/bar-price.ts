import { z } from "zod";
import { defineIndicator } from "./indicator.ts";

/**
 * One price per bar made of several, in price units: what to run other indicators on.
 *
 * "typical" is the mean of high, low and close, "median" of high and low, "weighted" counts the close twice, "average" takes all four.
 * NaN where a price is missing. Uses no later bar. O(bars).
 *
 * @see TA-Lib TYPPRICE, MEDPRICE, WCLPRICE, AVGPRICE.
 */
export const barPrice = defineIndicator({
  kind: "bar-price",
  title: "Bar price",
  description: "Typical, median, weighted or average price of each bar.",
  params: z.object({
    of: z
      .enum(["typical", "median", "weighted", "average"])
      .default("typical")
      .describe("which mean of the bar's prices"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: () => 0,
  compute: ({ open, high, low, close }, { of }) => {
    const weight = of === "median" ? 0 : of === "weighted" ? 2 : 1;
    const first = of === "average" ? 1 : 0;
    const prices = new Float64Array(close.length);
    for (let bar = 0; bar < close.length; bar++) {
      const ends = (high[bar] as number) + (low[bar] as number) + weight * (close[bar] as number);
      prices[bar] = (ends + first * (open[bar] as number)) / (2 + weight + first);
    }
    return prices;
  },
});
