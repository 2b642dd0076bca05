import { z } from "zod";
import { rollingLine } from "../series/rolling-line.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Least-squares line through the last values: its newest point and slope per bar, in the source's units, and the share of variance it
 * explains, 0 to 1. One bar on along the line (TA-Lib's TSF) is `value + slope`.
 *
 * NaN for the first `lengthBars - 1` bars and while a NaN is in the window; r2 is 0 on a flat window. Uses no later bar. O(bars).
 *
 * @see TA-Lib LINEARREG, LINEARREG_SLOPE; Pine ta.linreg.
 */
export const linearRegression = defineIndicator({
  kind: "linear-regression",
  title: "Linear regression",
  description: "Straight line through the last values: end, slope and fit.",
  params: z.object({ lengthBars: lengthBars(14, "window", { min: 2 }) }),
  outputs: ["value", "slope", "r2"],
  input: "column",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: (values, { lengthBars }) => {
    const { value, slope, r2 } = rollingLine(values, lengthBars);
    return { value, slope, r2 };
  },
});
