import { z } from "zod";
import { defineHalt, isLaterDay, onBreach } from "./halt.ts";

/**
 * Daily loss limit: no entries while equity is a percentage or more below that of the last close of the UTC day before; `liquidate` also closes
 * what is open at the next open.
 *
 * What blocks resumes once the loss has been made good, what liquidates with the first close of the next UTC day.
 */
export const dailyLossLimit = defineHalt({
  kind: "daily-loss-limit",
  title: "Daily loss limit",
  description: "No new positions, or none at all, for the rest of a day that has lost too much.",
  params: z.object({
    pct: z
      .number()
      .positive()
      .max(100)
      .describe("loss of the day in percent of the equity it began with: 2 is 2 %"),
    onBreach,
  }),
  breach: ({ equity, dayStart }, { pct }) =>
    equity > dayStart - (pct * dayStart) / 100
      ? undefined
      : `the day has lost ${(100 * (1 - equity / dayStart)).toFixed(2)}%`,
  expires: isLaterDay,
});
