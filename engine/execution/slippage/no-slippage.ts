import { z } from "zod";
import { defineSlippage } from "./slippage-model.ts";

/** No slippage: fills are at the reference price. */
export const noSlippage = defineSlippage({
  kind: "no-slippage",
  title: "No slippage",
  description: "Fills are at the reference price.",
  params: z.object({}),
  shift: () => 0,
});
