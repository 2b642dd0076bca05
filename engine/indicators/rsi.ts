import { z } from "zod";
import { defineIndicator } from "./indicator.ts";

/**
 * Relative strength index: Wilder's average gain as a share of average gain and loss, 0 to 100.
 *
 * NaN for the first `lengthBars` bars; 0 where nothing has moved at all (TA-Lib's rule). A NaN gives NaN at that bar and
 * the next and leaves the averages as they were. Uses no later bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib RSI.
 */
export const rsi = defineIndicator({
  kind: "rsi",
  title: "Relative strength index",
  description: "How much of the recent movement was upwards, 0 to 100.",
  params: z.object({
    lengthBars: z
      .number()
      .int()
      .min(2)
      .max(100_000)
      .default(14)
      .describe("Wilder smoothing in bars, 2 to 100,000"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: (values, { lengthBars }) => relativeStrength(values, lengthBars),
});

function relativeStrength(values: Float64Array, lengthBars: number): Float64Array {
  const index = new Float64Array(values.length).fill(NaN);
  const keep = lengthBars - 1;
  let gain = 0;
  let loss = 0;
  let seen = 0;
  let bar = 1;
  for (; bar < values.length && seen < lengthBars; bar++) {
    const change = (values[bar] as number) - (values[bar - 1] as number);
    if (change !== change) continue;
    seen += 1;
    if (change > 0) gain += change;
    else loss -= change;
  }
  if (seen < lengthBars) return index;
  gain /= lengthBars;
  loss /= lengthBars;
  index[bar - 1] = share(gain, loss);
  for (; bar < values.length; bar++) {
    const change = (values[bar] as number) - (values[bar - 1] as number);
    if (change !== change) continue;
    gain = (gain * keep + (change > 0 ? change : 0)) / lengthBars;
    loss = (loss * keep + (change < 0 ? -change : 0)) / lengthBars;
    index[bar] = share(gain, loss);
  }
  return index;
}

function share(gain: number, loss: number): number {
  const both = gain + loss;
  return both === 0 ? 0 : 100 * (gain / both);
}
