import { z } from "zod";
import { adaptiveMean } from "../series/adaptive-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Kaufman's adaptive moving average: fast in a trend, nearly still in noise, in the source's units.
 *
 * The efficiency (net move over path) sets the weight between those of a `fastBars` and a `slowBars` average, squared. It starts from
 * the value before its first (TA-Lib): NaN for the first `lengthBars` bars; a NaN in reach gives NaN and leaves the average as it
 * was. Uses no later bar. O(bars).
 *
 * @see Kaufman (1995), Smarter Trading; TA-Lib KAMA.
 */
export const kama = defineIndicator({
  kind: "kama",
  title: "Kaufman adaptive moving average",
  description: "Average that speeds up when prices run straight.",
  params: z.object({
    lengthBars: lengthBars(10, "look-back of the efficiency"),
    fastBars: lengthBars(2, "length of the fastest average"),
    slowBars: lengthBars(30, "length of the slowest average"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (values, { lengthBars, fastBars, slowBars }) => {
    const least = 2 / (slowBars + 1);
    return adaptiveMean(values, lengthBars, { least, reach: 2 / (fastBars + 1) - least });
  },
});
