import { z } from "zod";
import { middle } from "../series/middle.ts";
import { rollingWeightedMean } from "../series/rolling-weighted-mean.ts";
import { typicalWeightedMean } from "../series/typical-weighted-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Rolling VWAP: mean of the last bars' prices, weighing each bar by its volume, in price units.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window; 0 where no volume was traded in it. Uses no later bar. O(bars).
 *
 * @see QuantConnect VolumeWeightedAveragePriceIndicator, which takes the average of all four prices.
 */
export const rollingVwap = defineIndicator({
  kind: "rolling-vwap",
  title: "Rolling VWAP",
  description: "Volume-weighted mean price over the last bars.",
  params: z.object({
    lengthBars: lengthBars(20, "window"),
    price: z
      .enum(["typical", "average"])
      .default("typical")
      .describe("price of a bar: mean of high, low, close, or of all four"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ open, high, low, close, volume }, { lengthBars, price }) =>
    price === "typical"
      ? typicalWeightedMean(high, low, close, volume, lengthBars)
      : rollingWeightedMean(middle(middle(open, high), middle(low, close)), volume, lengthBars),
});
