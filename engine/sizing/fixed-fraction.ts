import { z } from "zod";
import { defineSizer } from "./sizer.ts";

/**
 * Fixed fraction of equity: `fraction * strength * equity * (1 - buffer) / close` units, frozen at the decision.
 *
 * The buffer leaves cash for costs and for a gap up to the next open.
 */
export const fixedFraction = defineSizer({
  kind: "fixed-fraction",
  title: "Fixed fraction",
  description: "Puts a fixed share of the account's equity into each position.",
  params: z.object({
    fraction: z
      .number()
      .positive()
      .max(10)
      .default(1)
      .describe("share of equity per position, above 0 to 10"),
    bufferBps: z
      .number()
      .min(0)
      .max(10_000)
      .default(25)
      .describe("kept back for costs and gaps, in basis points"),
  }),
  size: ({ portfolio, signal, price }, { fraction, bufferBps }) =>
    (fraction * signal.strength * portfolio.equity * (1 - bufferBps / 10_000)) / price,
});
