import { z } from "zod";
import { annualised } from "../series/annualised.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { rollingVariance } from "../series/rolling-variance.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";
import { periodsPerYear } from "./periods-per-year.ts";

/**
 * Yang-Zhang volatility: from gaps and bars together, per year, as a fraction; independent of drift.
 *
 * NaN for the first `lengthBars` bars, and while a NaN is in reach. Uses no later bar. O(bars).
 *
 * @see Yang, Zhang (2000), Drift-independent volatility estimation based on high, low, open and close prices, J. Business 73:3.
 */
export const yangZhangVolatility = defineIndicator({
  kind: "yang-zhang-volatility",
  title: "Yang-Zhang volatility",
  description: "Annualised volatility from overnight gaps and each bar's four prices.",
  params: z.object({ lengthBars: lengthBars(20, "window", { min: 2 }), periodsPerYear }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: ({ open, high, low, close }, { lengthBars, periodsPerYear }) => {
    const gaps = new Float64Array(close.length).fill(NaN, 0, 1);
    const bodies = new Float64Array(close.length);
    const ranges = new Float64Array(close.length);
    for (let bar = 0; bar < close.length; bar++) {
      const up = Math.log((high[bar] as number) / (open[bar] as number));
      const down = Math.log((low[bar] as number) / (open[bar] as number));
      const body = Math.log((close[bar] as number) / (open[bar] as number));
      bodies[bar] = body;
      ranges[bar] = up * (up - body) + down * (down - body);
      if (bar > 0) gaps[bar] = Math.log((open[bar] as number) / (close[bar - 1] as number));
    }
    const freedom = lengthBars / (lengthBars - 1);
    const share = 0.34 / (1.34 + (lengthBars + 1) / (lengthBars - 1));
    const overnight = rollingVariance(gaps, lengthBars);
    const daytime = rollingVariance(bodies, lengthBars);
    const within = rollingMean(ranges, lengthBars);
    for (let bar = 0; bar < within.length; bar++) {
      const moves = (overnight[bar] as number) + share * (daytime[bar] as number);
      within[bar] = freedom * moves + (1 - share) * (within[bar] as number);
    }
    return annualised(within, periodsPerYear);
  },
});
