import { z } from "zod";
import { moves } from "../series/moves.ts";
import { relativeStrength } from "../series/relative-strength.ts";
import { rollingSum } from "../series/rolling-sum.ts";
import { shareOfGains } from "../series/share-of-gains.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Chande momentum oscillator: gains less losses as a share of both, -100 to 100.
 *
 * Smoothing "wilder" (TA-Lib, the default) or "sum" (Chande's own, Pine, Tulip). NaN for the first `lengthBars` bars; 0 where nothing has
 * moved. A NaN gives NaN at its bar and the next ("sum": while in reach). Uses no later bar. O(bars).
 *
 * @see Chande, Kroll (1994), The New Technical Trader; TA-Lib CMO.
 */
export const cmo = defineIndicator({
  kind: "cmo",
  title: "Chande momentum oscillator",
  description: "Gains less losses as a share of both, -100 to 100.",
  params: z.object({
    lengthBars: lengthBars(14, "smoothing"),
    smoothing: z
      .enum(["wilder", "sum"])
      .default("wilder")
      .describe("Wilder's average, or plain sums (Chande)"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (values, { lengthBars, smoothing }) => {
    const shares =
      smoothing === "wilder" ? relativeStrength(values, lengthBars, 50) : shareOfSums(values, lengthBars);
    for (let bar = 0; bar < shares.length; bar++) shares[bar] = 2 * (shares[bar] as number) - 100;
    return shares;
  },
});

function shareOfSums(values: Float64Array, lengthBars: number): Float64Array {
  const { gains, losses } = moves(values);
  return shareOfGains(rollingSum(gains, lengthBars), rollingSum(losses, lengthBars), 50);
}
