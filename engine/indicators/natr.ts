import { z } from "zod";
import { ratio } from "../series/ratio.ts";
import { wilderRange } from "../series/wilder-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Normalised average true range: Wilder's smoothed range in percent of the close; comparable across prices.
 *
 * The range of bar 0 is not used (TA-Lib): NaN for the first `lengthBars` bars. A NaN price gives NaN at its bar and the next. Uses no
 * later bar. O(bars).
 *
 * @see TA-Lib NATR.
 */
export const natr = defineIndicator({
  kind: "natr",
  title: "Normalised average true range",
  description: "Average true range in percent of the close.",
  params: z.object({ lengthBars: lengthBars(14, "Wilder smoothing") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: ({ high, low, close }, { lengthBars }) => {
    const range = wilderRange(high, low, close, lengthBars);
    return ratio(range, close, 100, range);
  },
});
