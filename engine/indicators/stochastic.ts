import { z } from "zod";
import { placeInRange } from "../series/place-in-range.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Stochastic oscillator: where the close stands in the range of the last bars, 0 to 100, averaged (k) and averaged again (d).
 *
 * `slowBars` 3 is the slow form (TA-Lib STOCH), 1 the fast one. k is NaN for the first `lengthBars + slowBars - 2` bars, d for
 * `dBars - 1` more; 0 where the range is 0 (TA-Lib's rule). Uses no later bar. O(bars).
 *
 * @see Lane (1984), Lane's stochastics, Stocks & Commodities 2:3; TA-Lib STOCH, STOCHF. Length 14 is Pine's default.
 */
export const stochastic = defineIndicator({
  kind: "stochastic",
  title: "Stochastic oscillator",
  description: "Where the close stands between the recent low and high.",
  params: z.object({
    lengthBars: lengthBars(14, "range"),
    slowBars: lengthBars(3, "averaging of k"),
    dBars: lengthBars(3, "averaging of d"),
  }),
  outputs: ["k", "d"],
  input: "bars",
  warmupBars: ({ lengthBars, slowBars, dBars }) => lengthBars + slowBars + dBars - 3,
  compute: ({ high, low, close }, { lengthBars, slowBars, dBars }) => {
    const fast = placeInRange(close, high, low, lengthBars);
    const k = slowBars === 1 ? fast : rollingMean(fast, slowBars);
    return { k, d: rollingMean(k, dBars) };
  },
});
