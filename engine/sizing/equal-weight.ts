import { z } from "zod";
import { defineSizer } from "./sizer.ts";

/**
 * Equal weight: one over the number of symbols of the run (or `positions`) of equity in each.
 *
 * @see DeMiguel, Garlappi, Uppal (2009), Optimal versus naive diversification.
 */
export const equalWeight = defineSizer({
  kind: "equal-weight",
  title: "Equal weight",
  description: "Gives every symbol of the run the same share of equity.",
  params: z.object({
    positions: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe("shares that equity is cut into; the number of symbols where absent"),
    bufferBps: z
      .number()
      .min(0)
      .max(10_000)
      .default(25)
      .describe("kept back for costs and gaps, in basis points"),
  }),
  size: ({ portfolio, signal, price }, { positions, bufferBps }) => {
    const parts = positions ?? Math.max(1, portfolio.positions.length);
    return (signal.strength * portfolio.equity * (1 - bufferBps / 10_000)) / parts / price;
  },
});
