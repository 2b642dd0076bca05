import { z } from "zod";
import { defineRule, pass } from "./rule.ts";

/**
 * Short-sale ban: blocks every entry on the short side, in all symbols or in those named.
 */
export const noShorts = defineRule({
  kind: "no-shorts",
  title: "Short-sale ban",
  description: "Blocks every short.",
  params: z.object({
    symbols: z.array(z.string().max(40)).max(10_000).optional().describe("banned symbols; all where absent"),
  }),
  rests: false,
  review: (request, { symbols }) => {
    const banned = request.side === -1 && (symbols === undefined || symbols.includes(request.symbol));
    return banned
      ? { action: "block", quantity: 0, reason: "short sales are banned" }
      : pass(request, "not a banned short");
  },
});
