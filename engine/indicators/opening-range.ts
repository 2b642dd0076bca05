import { z } from "zod";
import type { Bars } from "../market/bars.ts";
import { defineIndicator } from "./indicator.ts";
import { sessionKeys } from "./session-keys.ts";

/**
 * Opening range: highest high and lowest low of a session's first minutes, in price units.
 *
 * Counts bars that open within `minutes` of the session's first bar; shown from the close of the bar that completes them to the session's
 * end, NaN before. Sessions are the exchange's days by the bars' calendar (UTC days where they name none). On daily bars it is the bar's
 * own range. A NaN price is passed over. Uses no later bar. O(bars).
 *
 * @see Crabel (1990), Day Trading with Short Term Price Patterns and Opening Range Breakout.
 */
export const openingRange = defineIndicator({
  kind: "opening-range",
  title: "Opening range",
  description: "High and low of the session's first minutes.",
  params: z.object({
    minutes: z
      .number()
      .int()
      .min(1)
      .max(1440)
      .default(30)
      .describe("length of the opening range in minutes, 1 to 1,440"),
  }),
  outputs: ["high", "low"],
  input: "bars",
  warmupBars: () => 0,
  compute: (bars, { minutes }) => rangesOf(bars, sessionKeys(bars), minutes * 60_000),
});

function rangesOf(
  bars: Bars,
  sessions: Float64Array,
  spanMs: number,
): { high: Float64Array; low: Float64Array } {
  const high = new Float64Array(sessions.length).fill(NaN);
  const low = new Float64Array(sessions.length).fill(NaN);
  let end = NaN;
  let top = NaN;
  let bottom = NaN;
  for (let bar = 0; bar < sessions.length; bar++) {
    const opened = bars.openTime[bar] as number;
    if (bar === 0 || sessions[bar] !== sessions[bar - 1]) {
      end = opened + spanMs;
      top = bottom = NaN;
    }
    if (opened < end) {
      const highest = bars.high[bar] as number;
      const lowest = bars.low[bar] as number;
      if (!(highest <= top) && highest === highest) top = highest;
      if (!(lowest >= bottom) && lowest === lowest) bottom = lowest;
    }
    if ((bars.closeTime[bar] as number) < end) continue;
    high[bar] = top;
    low[bar] = bottom;
  }
  return { high, low };
}
