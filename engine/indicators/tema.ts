import { z } from "zod";
import { exponentialCascade } from "../series/exponential-cascade.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Triple exponential moving average: three averages of averages combined so that their lags cancel, in the source's units.
 *
 * Each average starts from the mean of its first window (TA-Lib): NaN for the first `3 * lengthBars - 3` bars; a later NaN gives
 * NaN at its bar only. Uses no later bar. O(bars).
 *
 * @see Mulloy (1994), Smoothing data with less lag, Stocks & Commodities 12:2; TA-Lib TEMA.
 */
export const tema = defineIndicator({
  kind: "tema",
  title: "Triple exponential moving average",
  description: "Exponential average with its lag taken off twice.",
  params: z.object({ lengthBars: lengthBars(20, "length of each average") }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => 3 * lengthBars - 3,
  compute: (values, { lengthBars }) =>
    exponentialCascade(values, lengthBars, 2 / (lengthBars + 1), 3, [0, 3, -3, 1]),
});
