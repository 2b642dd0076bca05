import { z } from "zod";
import { exponential } from "../series/exponential.ts";
import { moneyFlow } from "../series/money-flow.ts";
import { runningTotal } from "../series/running-total.ts";
import { firstValue } from "../series/first-value.ts";
import { subtract } from "../series/subtract.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Chaikin oscillator: fast less slow exponential average of the accumulation/distribution line, in volume units.
 *
 * Both averages start from the line's first value, and show from bar `max(fastBars, slowBars) - 1` (TA-Lib). A missing value gives NaN at its
 * bar. Uses no later bar. O(bars).
 *
 * @see Chaikin; TA-Lib ADOSC.
 */
export const adosc = defineIndicator({
  kind: "adosc",
  title: "Chaikin oscillator",
  description: "Momentum of the accumulation/distribution line.",
  params: z.object({ fastBars: lengthBars(3, "fast length"), slowBars: lengthBars(10, "slow length") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ fastBars, slowBars }) => Math.max(fastBars, slowBars) - 1,
  compute: ({ high, low, close, volume }, { fastBars, slowBars }) => {
    const line = runningTotal(moneyFlow(high, low, close, volume));
    const fast = exponential(line, fastBars, 2 / (fastBars + 1), "first");
    const slow = exponential(line, slowBars, 2 / (slowBars + 1), "first");
    const begin = firstValue(line) + Math.max(fastBars, slowBars) - 1;
    return subtract(fast, slow).fill(NaN, 0, Math.min(begin, line.length));
  },
});
