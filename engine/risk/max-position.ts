import { z } from "zod";
import { wholeLots } from "../sizing/sizer.ts";
import { defineRule, pass } from "./rule.ts";

/** Maximum position: no holding is worth more than a percentage of equity, at the decision's close. Makes smaller, or blocks. */
export const maxPosition = defineRule({
  kind: "max-position",
  title: "Maximum position",
  description: "Caps the value of one position at a percentage of equity.",
  params: z.object({
    pct: z
      .number()
      .positive()
      .max(1000)
      .default(100)
      .describe("cap in percent of equity, above 0 to 1000: 20 is 20 %"),
  }),
  rests: false,
  review: (request, { pct }) => {
    const most = wholeLots(((pct / 100) * request.portfolio.equity) / request.price, request.instrument.lot);
    if (request.quantity <= most) return pass(request, `within ${pct}% of equity`);
    if (most === 0) return { action: "block", quantity: 0, reason: `one lot is more than ${pct}% of equity` };
    return { action: "modify", quantity: most, reason: `cut to ${pct}% of equity` };
  },
});
