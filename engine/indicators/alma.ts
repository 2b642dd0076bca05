import { z } from "zod";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Arnaud Legoux moving average: a bell of weights whose peak stands at `offset` of the window, in the source's units.
 *
 * NaN for the first `lengthBars - 1` bars, and while a NaN is in the window. Uses no later bar. O(bars times length).
 *
 * @see Legoux, Kouzis-Loukas (2009), ALMA; Pine ta.alma, whose defaults these are.
 */
export const alma = defineIndicator({
  kind: "alma",
  title: "Arnaud Legoux moving average",
  description: "Average under a bell curve set towards the newest bars.",
  params: z.object({
    lengthBars: lengthBars(9, "window", { max: 5000 }),
    offset: z.number().min(0).max(1).default(0.85).describe("where the peak stands: 0 oldest bar, 1 newest"),
    sigma: z
      .number()
      .min(0.1)
      .max(100)
      .default(6)
      .describe("narrowness of the bell: its width is lengthBars / sigma"),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars, offset, sigma }) => {
    const weights = bell(lengthBars, offset * (lengthBars - 1), lengthBars / sigma);
    const averages = new Float64Array(values.length);
    averages.fill(NaN, 0, Math.min(lengthBars - 1, values.length));
    for (let bar = lengthBars - 1; bar < values.length; bar++) {
      const from = bar - lengthBars + 1;
      let sum = 0;
      for (let k = 0; k < lengthBars; k++) sum += (values[from + k] as number) * (weights[k] as number);
      averages[bar] = sum;
    }
    return averages;
  },
});

function bell(length: number, peak: number, width: number): Float64Array {
  const weights = new Float64Array(length).map((_, k) => Math.exp(-((k - peak) ** 2) / (2 * width * width)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
