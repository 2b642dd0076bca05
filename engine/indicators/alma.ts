import { z } from "zod";
import { weightedWindow } from "../series/weighted-window.ts";
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
  compute: (values, { lengthBars, offset, sigma }) =>
    weightedWindow(values, bell(lengthBars, offset * (lengthBars - 1), lengthBars / sigma)),
});

function bell(length: number, peak: number, width: number): Float64Array {
  const weights = new Float64Array(length);
  let total = 0;
  for (let place = 0; place < length; place++)
    total += weights[place] = Math.exp(-((place - peak) ** 2) / (2 * width * width));
  for (let place = 0; place < length; place++) weights[place] = (weights[place] as number) / total;
  return weights;
}
