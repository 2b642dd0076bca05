import { z } from "zod";
import { defineRule, pass } from "./rule.ts";

/**
 * Maximum open positions: blocks an entry while so many other symbols are held or ordered.
 */
export const maxOpenPositions = defineRule({
  kind: "max-open-positions",
  title: "Maximum open positions",
  description: "Caps how many symbols are held at once.",
  params: z.object({
    count: z.number().int().min(1).max(10_000).describe("symbols held at once, 1 or more"),
  }),
  rests: false,
  review: (request, { count }) => {
    const { portfolio, symbol } = request;
    const others = portfolio.positions.filter(
      (position) => position.symbol !== symbol && (position.quantity !== 0 || position.committed !== 0),
    );
    if (others.length < count) return pass(request, `${others.length} of ${count} positions open`);
    return { action: "block", quantity: 0, reason: `${others.length} positions are open already` };
  },
});
