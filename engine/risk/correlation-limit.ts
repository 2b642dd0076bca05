import { z } from "zod";
import { returnCorrelation } from "../market/history.ts";
import { defineRule, pass } from "./rule.ts";

/**
 * Correlation limit: blocks an entry whose returns correlate with those of a position on the same side (or inversely with one on the other side)
 * beyond a limit, over the closes that both share. Passes where there are too few bars to know.
 */
export const correlationLimit = defineRule({
  kind: "correlation-limit",
  title: "Correlation limit",
  description: "Keeps out what moves like something already held.",
  params: z.object({
    maxCorrelation: z.number().min(0).max(1).default(0.7).describe("0 to 1"),
    lookbackBars: z
      .number()
      .int()
      .min(3)
      .max(10_000)
      .default(30)
      .describe("bars that returns are compared over"),
  }),
  rests: false,
  review: (request, { maxCorrelation, lookbackBars }) => {
    const { portfolio, symbol, side, history } = request;
    for (const other of portfolio.positions) {
      const held = other.quantity === 0 ? other.committed : other.quantity;
      if (other.symbol === symbol || held === 0) continue;
      const alike = side * Math.sign(held) * returnCorrelation(history, other.history, lookbackBars);
      if (alike > maxCorrelation) {
        const reason = `correlation of ${alike.toFixed(2)} with ${other.symbol} is above ${maxCorrelation}`;
        return { action: "block", quantity: 0, reason };
      }
    }
    return pass(request, `no position correlates above ${maxCorrelation}`);
  },
});
