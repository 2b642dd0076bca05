import { z } from "zod";
import { defineSlippage } from "./slippage-model.ts";

/**
 * Half the bid-ask spread: given in currency, or in basis points, whichever is larger.
 *
 * Usual spreads of US stocks: the largest companies 1 to 2 basis points, the rest of the S&P 500 3 to 5, middling companies 8 to 15, small
 * ones 20 to 50; in an opening auction half as much again, or twice.
 */
export const halfSpread = defineSlippage({
  kind: "half-spread",
  title: "Half spread",
  description: "Every fill pays half of the spread between bid and ask.",
  params: z.object({
    spread: z.number().min(0).default(0.01).describe("quote currency between bid and ask"),
    spreadBps: z.number().min(0).max(10_000).default(5).describe("the same in basis points of the price"),
  }),
  shift: ({ reference }, { spread, spreadBps }) => Math.max(spread / reference, spreadBps / 10_000) / 2,
});
