import { z } from "zod";
import { regulatoryFees } from "../../market/regulatory-fees.ts";
import { defineFee } from "./fee-schedule.ts";

/**
 * Fixed pricing for US stocks: a rate per share with a minimum per order, capped at a share of the order's value.
 *
 * Where the cap is below the minimum, the cap counts: 10 shares at 0.20 cost 0.02.
 *
 * @see Interactive Brokers, Commissions Stocks, IBKR Pro Fixed (United States).
 */
export const ibkrFixed = defineFee({
  kind: "ibkr-fixed",
  title: "IBKR fixed",
  description: "0.005 per share, at least 1.00 per order, at most 1% of its value.",
  params: z.object({
    perShare: z.number().min(0).default(0.005).describe("account currency per share"),
    minimum: z.number().min(0).default(1).describe("account currency per order"),
    maximumPct: z.number().min(0).max(100).default(1).describe("percent of the order's value"),
    regulatory: z.boolean().default(false).describe("whether SEC and FINRA fees on sales are added"),
  }),
  charge: ({ side, quantity, value, time }, { perShare, minimum, maximumPct, regulatory }) => {
    const commission = Math.min(Math.max(perShare * quantity, minimum), (maximumPct / 100) * value);
    return regulatory ? commission + regulatoryFees(side, time, quantity, value) : commission;
  },
});
