import { z } from "zod";
import { defineHalt, haveDaysPassed, onBreach } from "./halt.ts";

/**
 * Maximum drawdown halt: no entries while equity is a percentage or more below its highest close; `liquidate` also closes what is open at the
 * next open.
 *
 * What blocks resumes once equity has recovered. What liquidates has nothing to recover with: it stays out for the rest of the run, or for
 * `resumeAfterDays`. After that many days either way trades again, and the peak counts anew from the equity of then.
 */
export const maxDrawdown = defineHalt({
  kind: "max-drawdown",
  title: "Maximum drawdown",
  description: "No new positions, or none at all, once equity is too far below its peak.",
  params: z.object({
    pct: z.number().positive().max(100).describe("percent below the peak: 20 is 20 %"),
    onBreach,
    resumeAfterDays: z
      .number()
      .positive()
      .max(36_500)
      .optional()
      .describe("days until trading is allowed again and the peak counts anew; without end where absent"),
  }),
  breach: ({ equity, peak }, { pct }) =>
    equity > peak - (pct * peak) / 100
      ? undefined
      : `halted ${(100 * (1 - equity / peak)).toFixed(2)}% below the peak`,
  expires: (since, time, { resumeAfterDays }) =>
    resumeAfterDays !== undefined && haveDaysPassed(since, time, resumeAfterDays),
});
