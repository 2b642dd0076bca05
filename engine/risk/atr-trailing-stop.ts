import { z } from "zod";
import { defineRule } from "./rule.ts";

/** A trailing distance is a share of the best price; more than this leaves nothing to trail. */
const MOST_PCT = 99.99;

/**
 * ATR trailing stop: rests behind every entry and follows the best price, so many average true ranges (plain mean, at the decision) from it. The
 * distance is taken as a share of the decision's close and stays that share. Blocks entries before there are as many bars, or where nothing moves.
 *
 * @see the chandelier exit of Chuck Le Beau, in Elder (2002), Come Into My Trading Room
 */
export const atrTrailingStop = defineRule({
  kind: "atr-trailing-stop",
  title: "ATR trailing stop",
  description: "A stop that follows the best price at a distance in average ranges.",
  params: z.object({
    multiple: z.number().positive().max(100).default(3).describe("distance in average true ranges"),
    lookbackBars: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(22)
      .describe("bars that the range is averaged over"),
  }),
  review: ({ quantity, price, history }, { multiple, lookbackBars }) => {
    const range = history.averageRange(lookbackBars);
    if (!(range > 0)) return { action: "block", quantity: 0, reason: `no range of ${lookbackBars} bars yet` };
    const trailPct = Math.min(MOST_PCT, (100 * multiple * range) / price);
    return {
      action: "pass",
      quantity,
      reason: `stop trails ${multiple} ranges behind the best price`,
      bracket: { trailPct },
    };
  },
});
