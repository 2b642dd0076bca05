import { z } from "zod";
import { defineSizer } from "./sizer.ts";

/**
 * Fixed amount: whole lots for an amount of account currency, at the close of the decision.
 */
export const fixedDollar = defineSizer({
  kind: "fixed-dollar",
  title: "Fixed amount",
  description: "Puts the same amount of money into each position.",
  params: z.object({
    value: z.number().positive().max(1e15).describe("account currency per position, above 0"),
  }),
  size: ({ signal, price }, { value }) => (value * signal.strength) / price,
});
