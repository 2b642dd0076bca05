import { z } from "zod";
import { defineIndicator } from "./indicator.ts";

/**
 * Gap: the open against the close before, in percent, and whether the bar came back to that close (1) or not (0).
 *
 * NaN at bar 0 and where a price is missing; without a gap filled is 1. Both are known at the bar's close. Uses no later bar. O(bars).
 */
export const gap = defineIndicator({
  kind: "gap",
  title: "Gap",
  description: "Jump from the last close to the open, and whether it was filled.",
  params: z.object({}),
  outputs: ["value", "filled"],
  input: "bars",
  warmupBars: () => 1,
  compute: ({ open, high, low, close }) => {
    const value = new Float64Array(close.length).fill(NaN);
    const filled = new Float64Array(close.length).fill(NaN);
    for (let bar = 1; bar < close.length; bar++) {
      const before = close[bar - 1] as number;
      const jump = before === 0 ? 0 : ((open[bar] as number) / before - 1) * 100;
      value[bar] = jump;
      if (jump !== jump) continue;
      filled[bar] = (low[bar] as number) <= before && (high[bar] as number) >= before ? 1 : 0;
    }
    return { value, filled };
  },
});
