import { z } from "zod";
import { exponential } from "../series/exponential.ts";
import { subtract } from "../series/subtract.ts";
import { defineIndicator } from "./indicator.ts";

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
      fastBars: z.number().int().min(1).max(100_000).default(12).describe("fast length in bars"),
      slowBars: z
        .number()
        .int()
        .min(2)
        .max(100_000)
        .default(26)
        .describe("slow length in bars, above fastBars"),
      signalBars: z
        .number()
        .int()
        .min(1)
        .max(100_000)
        .default(9)
        .describe("length of the signal line in bars"),
    })
    .refine(({ fastBars, slowBars }) => fastBars < slowBars, {
      path: ["fastBars"],
      message: "Use fewer than slowBars",
    }),
  outputs: ["macd", "signal", "histogram"],
  input: "column",
  warmupBars: ({ slowBars, signalBars }) => slowBars + signalBars - 2,
  compute: (values, { fastBars, slowBars, signalBars }) => {
    const slow = exponential(values, slowBars, 2 / (slowBars + 1));
    const fast = exponential(
      values,
      fastBars,
      2 / (fastBars + 1),
      "sma",
      firstBar(values) + slowBars - fastBars,
    );
    const line = subtract(fast, slow);
    const signal = exponential(line, signalBars, 2 / (signalBars + 1));
    const begin = signal.findIndex((value) => value === value);
    line.fill(NaN, 0, begin < 0 ? line.length : begin);
    return { macd: line, signal, histogram: subtract(line, signal) };
  },
});

function firstBar(values: Float64Array): number {
  return Math.max(
    0,
    values.findIndex((value) => value === value),
  );
}
