import { z } from "zod";
import { sessionKeys } from "./session-keys.ts";
import { anchoredMeans } from "../series/anchored-means.ts";
import { typicalPrice } from "../series/typical-price.ts";
import { defineIndicator } from "./indicator.ts";

/**
 * Session VWAP: mean of typical prices since the session began, weighing each bar by its volume, in price units.
 *
 * Starts afresh with the exchange's day (by the bars' calendar; the UTC day where they name none). A bar with a missing value gives NaN
 * and counts for nothing; the typical price until the session has volume. On daily bars it is the typical price. Uses no later bar. O(bars).
 *
 * @see Berkowitz, Logue, Noser (1988), The total cost of transactions on the NYSE; Pine ta.vwap.
 */
export const sessionVwap = defineIndicator({
  kind: "session-vwap",
  title: "Session VWAP",
  description: "Volume-weighted mean price since the session began.",
  params: z.object({}),
  outputs: ["value"],
  input: "bars",
  warmupBars: () => 0,
  compute: (bars) =>
    anchoredMeans(typicalPrice(bars.high, bars.low, bars.close), bars.volume, sessionKeys(bars)),
});
