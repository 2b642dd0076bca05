import { z } from "zod";
import { wilderRange } from "../series/wilder-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Supertrend: a band around the bar's middle that only tightens, below prices in an uptrend and above them in a downtrend, in price
 * units, with the direction (1 up, -1 down; Pine's sign is the other).
 *
 * The average range starts with bar 0's own range, and the first trend is down (Pine). NaN for the first `lengthBars - 1` bars; a bar
 * with a missing price gives NaN and leaves the bands as they were. Uses no later bar. O(bars).
 *
 * @see Seban (2008), Tout le monde mérite d'être riche; Pine ta.supertrend, whose defaults these are.
 */
export const supertrend = defineIndicator({
  kind: "supertrend",
  title: "Supertrend",
  description: "Trailing band of average ranges that flips with the trend.",
  params: z.object({
    lengthBars: lengthBars(10, "smoothing of the range"),
    multiplier: z.number().min(0.01).max(100).default(3).describe("half width of the band in average ranges"),
  }),
  outputs: ["value", "direction"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ high, low, close }, { lengthBars, multiplier }) => {
    const value = wilderRange(high, low, close, lengthBars, "range");
    const direction = new Float64Array(value.length).fill(NaN);
    let upper = Infinity;
    let lower = -Infinity;
    let up = false;
    let before = NaN;
    for (let bar = 0; bar < value.length; bar++) {
      const reach = multiplier * (value[bar] as number);
      if (reach !== reach) continue;
      const price = close[bar] as number;
      const middle = ((high[bar] as number) + (low[bar] as number)) / 2;
      lower = middle - reach > lower || before < lower ? middle - reach : lower;
      upper = middle + reach < upper || before > upper ? middle + reach : upper;
      up = before === before && (up ? !(price < lower) : price > upper);
      value[bar] = up ? lower : upper;
      direction[bar] = up ? 1 : -1;
      before = price;
    }
    return { value, direction };
  },
});
