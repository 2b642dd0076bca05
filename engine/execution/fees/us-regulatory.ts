import { z } from "zod";
import { regulatoryFees } from "../../market/regulatory-fees.ts";
import { defineFee } from "./fee-schedule.ts";

/**
 * What US regulators charge on sales and nothing else: the SEC's section 31 fee and FINRA's trading activity fee, by date. For brokers
 * without commission.
 */
export const usRegulatory = defineFee({
  kind: "us-regulatory",
  title: "US regulatory fees",
  description: "SEC and FINRA fees on sales, by date; no commission.",
  params: z.object({}),
  charge: ({ side, time, quantity, value }) => regulatoryFees(side, time, quantity, value),
});
