import { z } from "zod";
import { defineRule } from "./rule.ts";

/**
 * Stop loss: a stop order rests behind every entry, a percentage from its fill price against the position.
 *
 * It may fire on the entry bar itself and fills at the open where the market gaps over it.
 */
export const stopLoss = defineRule({
  kind: "stop-loss",
  title: "Stop loss",
  description: "Closes a position that has lost a percentage of its entry price.",
  params: z.object({
    pct: z.number().positive().max(99.99).describe("distance from the fill price in percent: 5 is 5 %"),
  }),
  review: ({ quantity }, { pct }) => ({
    action: "pass",
    quantity,
    reason: `stop rests ${pct}% from the fill price`,
    bracket: { stopPct: pct },
  }),
});
