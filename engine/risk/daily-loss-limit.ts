import { z } from "zod";
import { defineRule, pass } from "./rule.ts";

/**
 * Daily loss limit: blocks entries while equity is a percentage or more below that of the last close of the UTC day before.
 */
export const dailyLossLimit = defineRule({
  kind: "daily-loss-limit",
  title: "Daily loss limit",
  description: "No new positions for the rest of a day that has lost too much.",
  params: z.object({
    pct: z
      .number()
      .positive()
      .max(100)
      .describe("loss of the day in percent of the equity it began with, above 0"),
  }),
  rests: false,
  review: (request, { pct }) => {
    const { equity, dayStart } = request.portfolio;
    const loss = 100 * (1 - equity / dayStart);
    if (equity > dayStart - (pct * dayStart) / 100) return pass(request, `day's loss below ${pct}%`);
    return { action: "block", quantity: 0, reason: `the day has lost ${loss.toFixed(2)}%` };
  },
});
