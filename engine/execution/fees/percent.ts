import { z } from "zod";
import { defineFee } from "./fee-schedule.ts";

/** A percentage of the order's value, with a fixed part and a minimum per order, as crypto exchanges and many engines have it. */
export const percent = defineFee({
  kind: "percent",
  title: "Percent of value",
  description: "A percentage of the order's value, with an optional fixed part and minimum per order.",
  params: z.object({
    pct: z.number().min(0).max(100).default(0.1).describe("percent of the order's value, 0 to 100"),
    fixed: z.number().min(0).default(0).describe("account currency per order, added"),
    minimum: z.number().min(0).default(0).describe("account currency per order, at least"),
  }),
  charge: ({ value }, { pct, fixed, minimum }) => Math.max(fixed + (pct / 100) * value, minimum),
});
