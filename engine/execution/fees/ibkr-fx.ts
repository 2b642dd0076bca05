import { z } from "zod";
import { defineFee } from "./fee-schedule.ts";

/**
 * Pricing for currency pairs: a share of the order's value, with a minimum per order. The rate is that of the lowest monthly volume, up to a
 * billion US dollars.
 *
 * @see Interactive Brokers, Commissions Spot Currencies.
 */
export const ibkrFx = defineFee({
  kind: "ibkr-fx",
  title: "IBKR currencies",
  description: "0.20 basis points of the order's value, at least 2.00 per order.",
  params: z.object({
    bps: z.number().min(0).max(10_000).default(0.2).describe("basis points of the order's value"),
    minimum: z.number().min(0).default(2).describe("account currency per order"),
  }),
  charge: ({ value }, { bps, minimum }) => Math.max((bps / 10_000) * value, minimum),
});
