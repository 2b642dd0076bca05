import { z } from "zod";
import { defineRule, pass } from "./rule.ts";

/**
 * Cooldown: blocks entries in a symbol for a number of bars after its last exit; after losing exits only, if so asked.
 */
export const cooldown = defineRule({
  kind: "cooldown",
  title: "Cooldown",
  description: "Waits a number of bars after an exit.",
  params: z.object({
    bars: z.number().int().min(1).max(1_000_000).describe("bars to wait, 1 or more"),
    afterLossOnly: z.boolean().default(false).describe("whether only losing trades need a pause"),
  }),
  rests: false,
  review: (request, { bars, afterLossOnly }) => {
    const position = request.portfolio.positions.find(({ symbol }) => symbol === request.symbol);
    if (!position || position.exitBar < 0) return pass(request, "no exit yet");
    if (afterLossOnly && !(position.exitReturn < 0)) return pass(request, "the last trade did not lose");
    const waited = request.bar - position.exitBar;
    if (waited >= bars) return pass(request, `${waited} bars after the last exit`);
    return { action: "block", quantity: 0, reason: `${waited} of ${bars} bars after the last exit` };
  },
});
