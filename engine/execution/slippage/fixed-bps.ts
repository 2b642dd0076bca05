import { z } from "zod";
import { defineSlippage } from "./slippage-model.ts";

/** Fixed slippage: every fill is worse than its reference price by the same share of it, as half a spread would make it. */
export const fixedBps = defineSlippage({
  kind: "fixed-bps",
  title: "Fixed basis points",
  description: "Every fill is worse by a fixed share of the price.",
  params: z.object({
    bps: z.number().min(0).max(5000).default(2.5).describe("basis points of the price, 0 to 5000"),
  }),
  shift: (_request, { bps }) => bps / 10_000,
});
