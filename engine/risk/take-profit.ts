import { z } from "zod";
import { defineRule } from "./rule.ts";

/**
 * Take profit: a limit order rests behind every entry, a percentage from its fill price in favour of the position.
 *
 * Where a bar touches both this and a stop, the execution's path profile says which came first.
 */
export const takeProfit = defineRule({
  kind: "take-profit",
  title: "Take profit",
  description: "Closes a position that has won a percentage of its entry price.",
  params: z.object({
    pct: z.number().positive().max(10_000).describe("distance from the fill price in percent: 10 is 10 %"),
  }),
  review: ({ quantity }, { pct }) => ({
    action: "pass",
    quantity,
    reason: `target rests ${pct}% from the fill price`,
    bracket: { targetPct: pct },
  }),
});
