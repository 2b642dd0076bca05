import { z } from "zod";
import { membership, spansOf } from "../data/universe.ts";
import { defineRule, pass } from "./rule.ts";

/**
 * Universe members: blocks entries in symbols that do not belong to a universe at the close of the decision. What is held when a symbol leaves
 * stays: the strategy's own exits close it.
 */
export const universeMembers = defineRule({
  kind: "universe-members",
  title: "Universe members",
  description: "Enters only what belongs to a universe on that day.",
  params: z.object({
    name: z.string().max(100).default("universe").describe("how the universe is called in reasons"),
    members: z.array(membership).max(1_000_000).describe("symbols, each from when until when; UTC ms"),
  }),
  rests: false,
  review: (request, { name, members }) => {
    const [now = NaN] = request.history.closeTimes(1);
    const spans = spansOf(members).get(request.symbol) ?? [];
    return spans.some(({ from, to }) => now >= from && now < to)
      ? pass(request, `belongs to ${name}`)
      : { action: "block", quantity: 0, reason: `does not belong to ${name}` };
  },
});
