import { z } from "zod";
import { exponentialCascade } from "../series/exponential-cascade.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Tillson's T3: six averages of averages combined so that the lag nearly cancels, in the source's units.
 *
 * Each average starts from the mean of its first window (TA-Lib): NaN for the first `6 * (lengthBars - 1)` bars; a later NaN gives
 * NaN at its bar only. Uses no later bar. O(bars).
 *
 * @see Tillson (1998), Smoothing techniques for more accurate signals, Stocks & Commodities 16:1; TA-Lib T3.
 */
export const t3 = defineIndicator({
  kind: "t3",
  title: "T3 moving average",
  description: "Six exponential averages in a row, with their lag taken off.",
  params: z.object({
    lengthBars: lengthBars(5, "length of each average"),
    volumeFactor: z.number().min(0).max(1).default(0.7).describe("how much lag is taken off, 0 to 1"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => 6 * (lengthBars - 1),
  compute: (values, { lengthBars, volumeFactor: v }) => {
    const weight = 2 / (lengthBars + 1);
    const third = exponentialCascade(values, lengthBars, weight, 3, [0, 0, 0, 1]);
    const square = v * v;
    const cube = square * v;
    return exponentialCascade(third, lengthBars, weight, 3, [
      1 + 3 * v + cube + 3 * square,
      -6 * square - 3 * (v + cube),
      3 * (square + cube),
      -cube,
    ]);
  },
});
