import { z } from "zod";
import { defineRule } from "./rule.ts";

/**
 * ATR stop: rests behind every entry, so many average true ranges (plain mean, at the decision) from its fill price. Blocks entries before there
 * are as many bars, or where nothing moves.
 */
export const atrStop = defineRule({
  kind: "atr-stop",
  title: "ATR stop",
  description: "A stop at a distance in average ranges.",
  params: z.object({
    multiple: z.number().positive().max(100).default(2).describe("distance in average true ranges"),
    lookbackBars: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(14)
      .describe("bars that the range is averaged over"),
  }),
  review: ({ quantity, history }, { multiple, lookbackBars }) => {
    const range = history.averageRange(lookbackBars);
    if (!(range > 0)) return { action: "block", quantity: 0, reason: `no range of ${lookbackBars} bars yet` };
    const stopDistance = multiple * range;
    return {
      action: "pass",
      quantity,
      reason: `stop rests ${multiple} ranges from the fill price`,
      bracket: { stopDistance },
    };
  },
});
