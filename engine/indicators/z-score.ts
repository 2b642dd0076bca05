import { z } from "zod";
import { expandingDistance, fittedDistance } from "../series/learned-distance.ts";
import { ratio } from "../series/ratio.ts";
import { rollingDeviation } from "../series/rolling-deviation.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { subtract } from "../series/subtract.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Z-score: distance of the value from the mean of the last ones, itself included, in standard deviations.
 *
 * Never of the whole series: `over` says whether the last values count, all so far, or the first ones for good.
 *
 * Divides by n ("population": TA-Lib's and Pine's deviation, the default) or by n - 1 ("sample"). NaN for the first `lengthBars - 1` bars and
 * while a NaN is in the window; 0 on a flat window. Uses no later bar. O(bars).
 */
export const zScore = defineIndicator({
  kind: "z-score",
  title: "Z-score",
  description: "Distance from the mean, in standard deviations.",
  params: z.object({
    lengthBars: lengthBars(20, "window", { min: 2 }),
    deviation: z.enum(["population", "sample"]).default("population").describe("divide by n, or by n - 1"),
    over: z
      .enum(["rolling", "expanding", "first"])
      .optional()
      .describe(
        "the values that count: the last `lengthBars` (where absent), all so far, or the first `lengthBars` for good, as a scaler is fitted",
      ),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars, deviation, over = "rolling" }) => {
    if (over !== "rolling") return learned(values, lengthBars, deviation, over);
    const factor = deviation === "population" ? 1 : Math.sqrt((lengthBars - 1) / lengthBars);
    const distance = subtract(values, rollingMean(values, lengthBars));
    return ratio(distance, rollingDeviation(values, lengthBars), factor);
  },
});

/** The sample's deviation of what has been seen so far grows with its count, that of the first values is fixed. */
function learned(
  values: Float64Array,
  lengthBars: number,
  deviation: "population" | "sample",
  over: "expanding" | "first",
): Float64Array {
  const found = (over === "expanding" ? expandingDistance : fittedDistance)(values, lengthBars);
  if (deviation === "population") return found;
  let count = 0;
  return found.map((value, row) => {
    if (!Number.isNaN(values[row])) count += 1;
    const seen = over === "expanding" ? count : lengthBars;
    return value * Math.sqrt((seen - 1) / seen);
  });
}
