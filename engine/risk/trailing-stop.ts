import { z } from "zod";
import { defineRule } from "./rule.ts";

/**
 * Trailing stop: rests behind every entry, a percentage from the best price that has been walked since; from an activation profit on, if one
 * is given. Inside a bar it knows only the extremes already walked, never the bar's final high.
 */
export const trailingStop = defineRule({
  kind: "trailing-stop",
  title: "Trailing stop",
  description: "A stop that follows the best price and never goes back.",
  params: z.object({
    pct: z.number().positive().max(99.99).describe("distance from the best price in percent: 5 is 5 %"),
    activationPct: z
      .number()
      .min(0)
      .max(10_000)
      .default(0)
      .describe("profit in percent from which it follows"),
  }),
  review: ({ quantity }, { pct, activationPct }) => ({
    action: "pass",
    quantity,
    reason: `stop trails ${pct}% behind the best price${activationPct > 0 ? ` from a profit of ${activationPct}%` : ""}`,
    bracket: { trailPct: pct, ...(activationPct > 0 ? { trailActivationPct: activationPct } : {}) },
  }),
});
