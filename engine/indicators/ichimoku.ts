import { z } from "zod";
import { middle } from "../series/middle.ts";
import { rollingHighest, rollingLowest } from "../series/rolling-extreme.ts";
import { changes } from "../series/changes.ts";
import { shifted } from "../series/shifted.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Ichimoku's lines without a look ahead, in price units.
 *
 * The leading spans at a bar are those computed `displacementBars` before, which charts draw there. The lagging line would show a later
 * close in the past: here `momentum` is what it tells, today's close less that of `displacementBars` ago. Each line is NaN until it has
 * its window (leadingB last, from bar `spanBars + displacementBars - 1`), and while a NaN is in reach. Uses no later bar. O(bars).
 *
 * @see Hosoda (1969), Ichimoku Kinko Hyo. Displacement 26 as drawn there and by QuantConnect; Pine shifts one bar less.
 */
export const ichimoku = defineIndicator({
  kind: "ichimoku",
  title: "Ichimoku cloud",
  description: "Middles of three windows, two of them set forward as a cloud.",
  params: z.object({
    conversionBars: lengthBars(9, "window of the conversion line"),
    baseBars: lengthBars(26, "window of the base line"),
    spanBars: lengthBars(52, "window of the second leading span"),
    displacementBars: lengthBars(26, "shift of the cloud", { min: 0 }),
  }),
  outputs: ["conversion", "base", "leadingA", "leadingB", "momentum"],
  input: "bars",
  warmupBars: ({ conversionBars, baseBars, spanBars, displacementBars }) =>
    Math.max(conversionBars - 1, baseBars - 1, spanBars - 1) + displacementBars,
  compute: ({ high, low, close }, { conversionBars, baseBars, spanBars, displacementBars }) => {
    const conversion = middle(rollingHighest(high, conversionBars), rollingLowest(low, conversionBars));
    const base = middle(rollingHighest(high, baseBars), rollingLowest(low, baseBars));
    const span = middle(rollingHighest(high, spanBars), rollingLowest(low, spanBars));
    return {
      conversion,
      base,
      leadingA: shifted(middle(conversion, base), displacementBars),
      leadingB: shifted(span, displacementBars),
      momentum: changes(close, displacementBars),
    };
  },
});
