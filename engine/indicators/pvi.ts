import { z } from "zod";
import { volumeIndex } from "../series/volume-index.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * Positive volume index: compounds the returns of bars with more volume than the bar before; starts at 1000.
 *
 * A bar with a missing close or volume gives NaN and counts for nothing. Uses no later bar. O(bars).
 *
 * @see Fosback (1976), Stock Market Logic; Tulip Indicators pvi.
 */
export const pvi = defineIndicator({
  kind: "pvi",
  title: "Positive volume index",
  description: "What prices did on days of rising volume.",
  params: z.object({}),
  outputs: ["value"],
  input: "bars",
  warmupBars: () => 0,
  compute: ({ close, volume }) => volumeIndex(close, volume, 1),
});
