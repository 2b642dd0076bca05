import { z } from "zod";
import { defineFee } from "./fee-schedule.ts";

/**
 * A percentage of the order's value, with a fixed part and a minimum per order, as crypto exchanges and many engines have it. What makes
 * liquidity (fills inside a bar, at a limit that rested) may have a rate of its own; below 0 it is a rebate.
 */
export const percent = defineFee({
  kind: "percent",
  title: "Percent of value",
  description:
    "A percentage of the order's value, for makers another or a rebate, with an optional fixed part and minimum per order.",
  params: z.object({
    pct: z.number().min(0).max(100).default(0.1).describe("percent of the order's value, 0 to 100"),
    makerPct: z
      .number()
      .min(-1)
      .max(100)
      .optional()
      .describe("percent of what filled at a limit that rested, below 0 a rebate; as pct where absent"),
    fixed: z.number().min(0).default(0).describe("account currency per order, added"),
    minimum: z.number().min(0).default(0).describe("account currency per order, at least; 0 for none"),
  }),
  charge: ({ value, madeValue }, { pct, makerPct = pct, fixed, minimum }) => {
    const charge = fixed + (pct / 100) * (value - madeValue) + (makerPct / 100) * madeValue;
    return minimum > 0 ? Math.max(charge, minimum) : charge;
  },
});
