import { z } from "zod";
import { defineRule, pass } from "./rule.ts";

/**
 * Maximum drawdown halt: blocks entries while equity is a percentage or more below its highest close. What is open stays open: rules never stand
 * in the way of an exit, nor force one.
 */
export const maxDrawdown = defineRule({
  kind: "max-drawdown",
  title: "Maximum drawdown",
  description: "No new positions while equity is too far below its peak.",
  params: z.object({
    pct: z.number().positive().max(100).describe("percent below the peak, above 0"),
  }),
  rests: false,
  review: (request, { pct }) => {
    const { equity, peak } = request.portfolio;
    const depth = 100 * (1 - equity / peak);
    if (equity > peak - (pct * peak) / 100) return pass(request, `${depth.toFixed(2)}% below the peak`);
    return { action: "block", quantity: 0, reason: `halted ${depth.toFixed(2)}% below the peak` };
  },
});
