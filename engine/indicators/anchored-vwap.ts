import { z } from "zod";
import { anchoredMeans } from "../series/anchored-means.ts";
import { typicalPrice } from "../series/typical-price.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * Anchored VWAP: mean of typical prices since a moment, weighing each bar by its volume, in price units.
 *
 * NaN for bars that open before the anchor; a bar with a missing value gives NaN and counts for nothing; the typical price until there
 * is volume. Uses no later bar. O(bars).
 *
 * @see Shannon (2023), Maximum Trading Gains with Anchored VWAP.
 */
export const anchoredVwap = defineIndicator({
  kind: "anchored-vwap",
  title: "Anchored VWAP",
  description: "Volume-weighted mean price since a chosen moment.",
  params: z.object({
    anchorTime: z
      .number()
      .min(-8.64e15)
      .max(8.64e15)
      .default(0)
      .describe("UTC ms from which bars count; the first bar's open at the earliest"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: () => 0,
  compute: ({ openTime, high, low, close, volume }, { anchorTime }) => {
    const keys = openTime.map((time) => (time < anchorTime ? NaN : 1));
    return anchoredMeans(typicalPrice(high, low, close), volume, keys);
  },
});
