import { z } from "zod";
import { defineIndicator } from "./indicator.ts";

/**
 * Balance of power: the bar's body over its range, -1 to 1.
 *
 * NaN where a price is missing; 0 for a bar without range (TA-Lib). Uses no later bar. O(bars).
 *
 * @see Livshin (2001), Balance of market power, Stocks & Commodities 19:8; TA-Lib BOP.
 */
export const balanceOfPower = defineIndicator({
  kind: "balance-of-power",
  title: "Balance of power",
  description: "Body of the bar over its range, -1 to 1.",
  params: z.object({}),
  outputs: ["value"],
  input: "bars",
  warmupBars: () => 0,
  compute: ({ open, high, low, close }) => {
    const shares = new Float64Array(close.length);
    for (let bar = 0; bar < close.length; bar++) {
      const range = (high[bar] as number) - (low[bar] as number);
      const body = (close[bar] as number) - (open[bar] as number);
      shares[bar] = range === 0 ? body * 0 : body / range;
    }
    return shares;
  },
});
