import { z } from "zod";
import { changes } from "../series/changes.ts";
import { product } from "../series/product.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

const LAGS = [1, 2, 4, 8, 16] as const;

/**
 * Rolling Hurst exponent: how the size of moves grows with their span; 0.5 for a random walk, above for trends, below for reversion.
 *
 * The slope of log root-mean-square moves of log prices over spans of 1, 2, 4, 8 and 16 bars (generalised, of order 2). NaN for the first
 * `lengthBars + 15` bars, while a NaN is in reach, and where prices have not moved. Uses no later bar. O(bars).
 *
 * @see Di Matteo, Aste, Dacorogna (2005), Long-term memories of developed and emerging markets, J. Banking & Finance 29:4.
 */
export const hurst = defineIndicator({
  kind: "hurst",
  title: "Hurst exponent",
  description: "Whether prices trend (above 0.5) or revert (below).",
  params: z.object({ lengthBars: lengthBars(100, "moves per span", { min: 2 }) }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars + 15,
  compute: (values, { lengthBars }) => {
    const logs = values.map(Math.log);
    const slopes = new Float64Array(values.length);
    for (const [step, lag] of LAGS.entries()) {
      const moves = changes(logs, lag);
      const squares = rollingMean(product(moves, moves), lengthBars);
      // Least squares over equally spaced log spans: weights -2 to 2 over their squares' sum 10; half for the root.
      const weight = (step - 2) / (20 * Math.LN2);
      for (let bar = 0; bar < slopes.length; bar++)
        slopes[bar] = (slopes[bar] as number) + weight * Math.log(squares[bar] as number);
    }
    for (let bar = 0; bar < slopes.length; bar++) if (!Number.isFinite(slopes[bar])) slopes[bar] = NaN;
    return slopes;
  },
});
