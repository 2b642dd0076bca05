import { z } from "zod";
import { placeInRange } from "../series/place-in-range.ts";
import { relativeStrength } from "../series/relative-strength.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Stochastic RSI: where the relative strength index stands in its own recent range, 0 to 100.
 *
 * Defaults are TA-Lib's (14, 5, 3, without slowing); Pine's are 14, 14, `slowBars` 3, 3. NaN for the first `lengthBars +
 * stochasticBars + slowBars - 2` bars (d: `dBars - 1` more); 0 where the index has not moved. Uses no later bar. O(bars).
 *
 * @see Chande, Kroll (1994), The New Technical Trader; TA-Lib STOCHRSI.
 */
export const stochRsi = defineIndicator({
  kind: "stoch-rsi",
  title: "Stochastic RSI",
  description: "Where the RSI stands between its recent lowest and highest.",
  params: z.object({
    lengthBars: lengthBars(14, "smoothing of the RSI", { min: 2 }),
    stochasticBars: lengthBars(5, "range of the RSI"),
    slowBars: lengthBars(1, "averaging of k"),
    dBars: lengthBars(3, "averaging of d"),
  }),
  outputs: ["k", "d"],
  input: "column",
  warmupBars: ({ lengthBars, stochasticBars, slowBars, dBars }) =>
    lengthBars + stochasticBars + slowBars + dBars - 3,
  compute: (values, { lengthBars, stochasticBars, slowBars, dBars }) => {
    const strength = relativeStrength(values, lengthBars);
    const fast = placeInRange(strength, strength, strength, stochasticBars);
    const k = slowBars === 1 ? fast : rollingMean(fast, slowBars);
    // The index itself is not needed any more: its column holds what comes last.
    return { k, d: rollingMean(k, dBars, strength) };
  },
});
