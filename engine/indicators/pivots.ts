import { z } from "zod";
import { confirmedPeaks } from "../series/confirmed-peaks.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Pivots: the last confirmed peak of highs and trough of lows, in price units.
 *
 * A peak is higher than all of `leftBars` before and `rightBars` after it; it is known, and shown from, `rightBars` later, never earlier.
 * It stays until the next is confirmed. NaN before the first; a NaN in reach confirms nothing. Uses no later bar. O(bars times reach).
 *
 * @see Pine ta.pivothigh, ta.pivotlow.
 */
export const pivots = defineIndicator({
  kind: "pivots",
  title: "Pivot highs and lows",
  description: "Last confirmed peak and trough.",
  params: z.object({
    leftBars: lengthBars(5, "lower highs before a peak", { max: 1000 }),
    rightBars: lengthBars(5, "lower highs after a peak", { max: 1000 }),
  }),
  outputs: ["high", "low"],
  input: "bars",
  warmupBars: ({ leftBars, rightBars }) => leftBars + rightBars,
  compute: ({ high, low }, { leftBars, rightBars }) => ({
    high: confirmedPeaks(high, leftBars, rightBars, 1),
    low: confirmedPeaks(low, leftBars, rightBars, -1),
  }),
});
