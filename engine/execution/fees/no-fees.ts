import { z } from "zod";
import { defineFee } from "./fee-schedule.ts";

/** No fees: for comparing with other engines, and for measuring what costs take. */
export const noFees = defineFee({
  kind: "no-fees",
  title: "No fees",
  description: "Trading is free.",
  params: z.object({}),
  charge: () => 0,
});
