import { z } from "zod";
import { convergence } from "../series/convergence.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Moving average convergence divergence: fast less slow exponential average, its own average (signal) and their distance
 * (histogram), in the source's units.
 *
 * As TA-Lib: both averages are seeded at the slow one's first bar, the signal from the first `signalBars` distances, and all three
 * outputs start together, at bar `slowBars + signalBars - 2` (33 by default). A NaN gives NaN at that bar only. Uses no later bar. O(bars).
 *
 * @see Appel (1979), The Moving Average Convergence-Divergence Trading Method; TA-Lib MACD.
 */
export const macd = defineIndicator({
  kind: "macd",
  title: "Moving average convergence divergence",
  description: "Distance of two exponential averages, with its own average.",
  params: z
    .object({
      fastBars: lengthBars(12, "fast length"),
      slowBars: lengthBars(26, "slow length, above fastBars,", { min: 2 }),
      signalBars: lengthBars(9, "length of the signal line"),
    })
    .refine(({ fastBars, slowBars }) => fastBars < slowBars, {
      path: ["fastBars"],
      message: "Use fewer than slowBars",
    }),
  outputs: ["macd", "signal", "histogram"],
  input: "column",
  warmupBars: ({ slowBars, signalBars }) => slowBars + signalBars - 2,
  compute: (values, { fastBars, slowBars, signalBars }) => {
    const { line, signal, histogram } = convergence(values, fastBars, slowBars, signalBars);
    return { macd: line, signal, histogram };
  },
});
