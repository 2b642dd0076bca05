import { z } from "zod";
import { directional } from "../series/directional.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Average directional index: how strongly prices run in either direction, with the two directional indicators, 0 to 100.
 *
 * As TA-Lib: equal up and down moves count for neither side. The indicators are NaN for the first `lengthBars` bars, the value for
 * the first `2 * lengthBars - 1`; 0 where nothing has moved. A bar with a missing price, and the next, gives NaN and counts for
 * nothing. Uses no later bar. O(bars).
 *
 * @see Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib ADX, PLUS_DI, MINUS_DI.
 */
export const adx = defineIndicator({
  kind: "adx",
  title: "Average directional index",
  description: "Strength of the trend, with the up and down indicators.",
  params: z.object({ lengthBars: lengthBars(14, "Wilder smoothing", { min: 2 }) }),
  outputs: ["value", "plusDi", "minusDi"],
  input: "bars",
  warmupBars: ({ lengthBars }) => 2 * lengthBars - 1,
  compute: ({ high, low, close }, { lengthBars }) => {
    const { average, plus, minus } = directional(high, low, close, lengthBars);
    return { value: average, plusDi: plus, minusDi: minus };
  },
});
