import { z } from "zod";
import { defineRule } from "./rule.ts";

/**
 * Time stop: a position is closed at the open that comes a number of bars after its entry.
 */
export const timeStop = defineRule({
  kind: "time-stop",
  title: "Time stop",
  description: "Leaves after a number of bars.",
  params: z.object({
    bars: z.number().int().min(1).max(1_000_000).describe("bars held at most, 1 or more"),
  }),
  review: ({ quantity }, { bars }) => ({
    action: "pass",
    quantity,
    reason: `leaves after ${bars} bars`,
    bracket: { maxBars: bars },
  }),
});
