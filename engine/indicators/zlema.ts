import { z } from "zod";
import { exponential } from "../series/exponential.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Zero-lag exponential moving average: an average of the value carried on by its move over half the length, in the source's units.
 *
 * The lag is `floor((lengthBars - 1) / 2)`. Seed "sma" (TA-Lib's rule for averages, the default) starts from a full window's mean,
 * "first" from the first carried value. A NaN in reach gives NaN and leaves the average as it was. Uses no later bar. O(bars).
 *
 * @see Ehlers, Way (2010), Zero lag (well, almost), Stocks & Commodities 28:12; Tulip Indicators zlema.
 */
export const zlema = defineIndicator({
  kind: "zlema",
  title: "Zero-lag exponential moving average",
  description: "Exponential average of prices carried on by their recent move.",
  params: z.object({
    lengthBars: lengthBars(20, "length"),
    seed: z
      .enum(["sma", "first"])
      .default("sma")
      .describe("first value: mean of the first window, or the first value"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars, seed }) => lagOf(lengthBars) + (seed === "sma" ? lengthBars - 1 : 0),
  compute: (values, { lengthBars, seed }) => {
    const lag = lagOf(lengthBars);
    const carried = new Float64Array(values.length);
    carried.fill(NaN, 0, Math.min(lag, values.length));
    for (let bar = lag; bar < values.length; bar++)
      carried[bar] = 2 * (values[bar] as number) - (values[bar - lag] as number);
    return exponential(carried, lengthBars, 2 / (lengthBars + 1), seed, carried);
  },
});

function lagOf(lengthBars: number): number {
  return Math.floor((lengthBars - 1) / 2);
}
