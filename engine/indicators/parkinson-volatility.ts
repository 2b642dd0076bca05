import { z } from "zod";
import { rollingMean } from "../series/rolling-mean.ts";
import { annualised } from "../series/annualised.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";
import { periodsPerYear } from "./periods-per-year.ts";

/**
 * Parkinson volatility: from the bars' ranges, per year, as a fraction; sees no gaps and assumes no drift.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window. Uses no later bar. O(bars).
 *
 * @see Parkinson (1980), The extreme value method for estimating the variance of the rate of return, J. Business 53:1.
 */
export const parkinsonVolatility = defineIndicator({
  kind: "parkinson-volatility",
  title: "Parkinson volatility",
  description: "Annualised volatility from highs and lows.",
  params: z.object({ lengthBars: lengthBars(20, "window"), periodsPerYear }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ high, low }, { lengthBars, periodsPerYear }) => {
    const squares = new Float64Array(high.length);
    for (let bar = 0; bar < high.length; bar++) {
      const range = Math.log((high[bar] as number) / (low[bar] as number));
      squares[bar] = (range * range) / (4 * Math.LN2);
    }
    return annualised(rollingMean(squares, lengthBars), periodsPerYear);
  },
});
