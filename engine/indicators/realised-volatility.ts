import { z } from "zod";
import { returnDeviation } from "../series/return-deviation.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";
import { periodsPerYear } from "./periods-per-year.ts";

/**
 * Realised volatility: standard deviation of the last returns, per year, as a fraction (0.2 is 20 %).
 *
 * Log returns and divisor n - 1 by default. NaN for the first `lengthBars` bars, and while a NaN is in reach; exactly 0 where prices grew
 * by nothing. Uses no later bar. O(bars).
 *
 * @see Hull (2018), Options, Futures and Other Derivatives, 15.4; Pine's built-in historical volatility (Tulip's is simple, population).
 */
export const realisedVolatility = defineIndicator({
  kind: "realised-volatility",
  title: "Realised volatility",
  description: "Annualised deviation of close-to-close returns.",
  params: z.object({
    lengthBars: lengthBars(20, "returns", { min: 2 }),
    periodsPerYear,
    returns: z.enum(["log", "simple"]).default("log").describe("logarithmic or simple returns"),
    deviation: z.enum(["sample", "population"]).default("sample").describe("divide by n - 1, or by n"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (values, { lengthBars, periodsPerYear, returns, deviation }) => {
    const freedom = deviation === "sample" ? lengthBars / (lengthBars - 1) : 1;
    return returnDeviation(values, lengthBars, returns === "log", freedom * periodsPerYear);
  },
});
