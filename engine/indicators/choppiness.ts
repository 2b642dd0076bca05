import { z } from "zod";
import { rollingHighest, rollingLowest } from "../series/rolling-extreme.ts";
import { rollingSum } from "../series/rolling-sum.ts";
import { trueRange } from "../series/true-range.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Choppiness: how much of the bars' ranges led nowhere, 0 for a straight run to 100 for none at all.
 *
 * The first bar's range is its high less low (Pine). NaN for the first `lengthBars - 1` bars and while a NaN is in reach; 100 on a window
 * without range, which ran nowhere. Uses no later bar. O(bars).
 *
 * @see Dreiss (1991), Choppiness index; Pine's built-in CHOP.
 */
export const choppiness = defineIndicator({
  kind: "choppiness",
  title: "Choppiness index",
  description: "How little of the recent movement led anywhere, 0 to 100.",
  params: z.object({ lengthBars: lengthBars(14, "window", { min: 2 }) }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ high, low, close }, { lengthBars }) => {
    const paths = rollingSum(trueRange(high, low, close, "range"), lengthBars);
    const highest = rollingHighest(high, lengthBars);
    const lowest = rollingLowest(low, lengthBars);
    const scale = 100 / Math.log(lengthBars);
    for (let bar = 0; bar < paths.length; bar++) {
      const range = (highest[bar] as number) - (lowest[bar] as number);
      paths[bar] =
        range === 0 ? 100 + 0 * (paths[bar] as number) : scale * Math.log((paths[bar] as number) / range);
    }
    return paths;
  },
});
