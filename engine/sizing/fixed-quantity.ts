import { z } from "zod";
import { defineSizer } from "./sizer.ts";

/**
 * Fixed quantity: the same number of units every time, whatever the price.
 */
export const fixedQuantity = defineSizer({
  kind: "fixed-quantity",
  title: "Fixed quantity",
  description: "Trades the same number of units every time.",
  params: z.object({
    units: z.number().positive().max(1e12).describe("units per position, above 0"),
  }),
  size: ({ signal }, { units }) => units * signal.strength,
});
