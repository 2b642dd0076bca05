import { z } from "zod";
import { highLowSpread } from "../../series/high-low-spread.ts";
import { defineSlippage } from "./slippage-model.ts";

/**
 * Half of a spread that nobody recorded: estimated from highs and lows of the bars that had closed before the fill, and never less than a
 * tick. Where there are too few bars, a fixed share is paid.
 *
 * @see Corwin, Schultz (2012), A simple way to estimate bid-ask spreads from daily high and low prices.
 */
export const estimatedSpread = defineSlippage({
  kind: "estimated-spread",
  title: "Estimated spread",
  description: "Half of the spread that highs and lows of the last bars speak of, at least a tick's.",
  params: z.object({
    lookbackBars: z.number().int().min(2).max(1000).default(21).describe("bars of highs and lows"),
    tick: z.number().min(0).default(0.01).describe("least spread in quote currency"),
    unknownBps: z
      .number()
      .min(0)
      .max(10_000)
      .default(20)
      .describe("spread where there are too few bars, in basis points of the price"),
  }),
  shift: ({ reference, history }, { lookbackBars, tick, unknownBps }) => {
    const known = history.bars >= lookbackBars;
    const spread = known
      ? highLowSpread(history.highs(lookbackBars), history.lows(lookbackBars), history.closes(lookbackBars))
      : unknownBps / 10_000;
    return Math.max(spread, tick / reference) / 2;
  },
});
