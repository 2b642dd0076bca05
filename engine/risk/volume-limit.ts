import { z } from "zod";
import { wholeLots } from "../sizing/sizer.ts";
import { defineRule, pass } from "./rule.ts";

/**
 * Volume participation: no position is larger than a share of the mean volume of the last bars, as known at the decision. Makes smaller, or blocks;
 * blocks before there are as many bars.
 */
export const volumeLimit = defineRule({
  kind: "volume-limit",
  title: "Volume participation",
  description: "Caps a position by what is usually traded.",
  params: z.object({
    pct: z.number().positive().max(100).default(5).describe("percent of the mean volume, above 0"),
    lookbackBars: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(20)
      .describe("bars that volume is averaged over"),
  }),
  rests: false,
  review: (request, { pct, lookbackBars }) => {
    const average = request.history.averageVolume(lookbackBars);
    const most = wholeLots((pct / 100) * average, request.instrument.lot);
    if (request.quantity <= most) return pass(request, `within ${pct}% of mean volume`);
    if (most === 0) return { action: "block", quantity: 0, reason: `no ${pct}% of mean volume to trade` };
    return { action: "modify", quantity: most, reason: `cut to ${pct}% of mean volume` };
  },
});
