import { z } from "zod";
import { defineIndicator } from "./indicator.ts";

/**
 * On-balance volume: volume added on bars that closed higher and taken off on bars that closed lower, in volume units.
 *
 * Starts with the first bar's volume (TA-Lib), or at 0 with start "zero"; only its changes mean something. A bar with a missing close or
 * volume gives NaN and counts for nothing. Uses no later bar. O(bars).
 *
 * @see Granville (1963), Granville's New Key to Stock Market Profits; TA-Lib OBV.
 */
export const obv = defineIndicator({
  kind: "obv",
  title: "On-balance volume",
  description: "Running total of volume, signed by the direction of the close.",
  params: z.object({
    start: z.enum(["volume", "zero"]).default("volume").describe("first value: the first bar's volume, or 0"),
  }),
  outputs: ["value"],
  input: "bars",
  warmupBars: () => 0,
  compute: ({ close, volume }, { start }) => {
    const totals = new Float64Array(close.length);
    let total = 0;
    let before = NaN;
    for (let bar = 0; bar < close.length; bar++) {
      const price = close[bar] as number;
      const traded = volume[bar] as number;
      if (price !== price || traded !== traded) {
        totals[bar] = NaN;
        continue;
      }
      if (before !== before) total = start === "volume" ? traded : 0;
      else total += price > before ? traded : price < before ? -traded : 0;
      totals[bar] = total;
      before = price;
    }
    return totals;
  },
});
