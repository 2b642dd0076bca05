import { z } from "zod";
import { defineSignal } from "./generator.ts";
import { highestBefore, lowestBefore } from "./past-range.ts";
import { buy, exit, hold, sell } from "./signal.ts";

/** How a {@link breakout} looks for its ranges. */
export interface BreakoutOptions {
  readonly exitBars?: number;
  readonly shorts?: boolean;
}

/**
 * Breakout: buys where the close is above every high of the bars before, exits where it is below every low of fewer bars.
 *
 * With `shorts` the mirror image is sold. Holds until there are enough bars. No later bar. O(entryBars) a bar.
 *
 * @see Faith (2007), Way of the Turtle: 20 bars in, 10 out.
 */
export const breakout = defineSignal({
  kind: "breakout",
  title: "Breakout",
  description: "Buys new highs and exits at new lows of a shorter range.",
  params: z.object({
    entryBars: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(20)
      .describe("bars before this one to break out of"),
    exitBars: z.number().int().min(1).max(10_000).default(10).describe("bars before this one to fall out of"),
    shorts: z.boolean().default(false).describe("whether new lows are sold short"),
  }),
  from: (entryBars: number, options: BreakoutOptions = {}) => ({ entryBars, ...options }),
  decide: (series, { entryBars, exitBars, shorts }, { position }) => {
    const [close, high, low] = [series("close").now, series("high"), series("low")];
    if (close > highestBefore(high, entryBars)) return buy({ reason: `new high of ${entryBars} bars` });
    const down = close < lowestBefore(low, entryBars);
    if (shorts && down) return sell({ reason: `new low of ${entryBars} bars` });
    if (position.side === "short" && close > highestBefore(high, exitBars))
      return exit({ reason: `new high of ${exitBars} bars` });
    if (position.side !== "short" && close < lowestBefore(low, exitBars))
      return exit({ reason: `new low of ${exitBars} bars` });
    return hold();
  },
});
