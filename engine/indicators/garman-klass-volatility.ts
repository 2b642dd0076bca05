import { z } from "zod";
import { annualised } from "../series/annualised.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";
import { periodsPerYear } from "./periods-per-year.ts";

/**
 * Garman-Klass volatility: from open, high, low and close, per year, as a fraction; sees no gaps and assumes no drift.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window. Uses no later bar. O(bars).
 *
 * @see Garman, Klass (1980), On the estimation of security price volatilities from historical data, J. Business 53:1.
 */
export const garmanKlassVolatility = defineIndicator({
  kind: "garman-klass-volatility",
  title: "Garman-Klass volatility",
  description: "Annualised volatility from each bar's four prices.",
  params: z.object({ lengthBars: lengthBars(20, "window"), periodsPerYear }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ open, high, low, close }, { lengthBars, periodsPerYear }) => {
    const squares = new Float64Array(close.length);
    for (let bar = 0; bar < close.length; bar++) {
      const range = Math.log((high[bar] as number) / (low[bar] as number));
      const body = Math.log((close[bar] as number) / (open[bar] as number));
      squares[bar] = 0.5 * range * range - (2 * Math.LN2 - 1) * body * body;
    }
    return annualised(rollingMean(squares, lengthBars), periodsPerYear);
  },
});
