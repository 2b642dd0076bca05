import { z } from "zod";
import { passThroughFees } from "../../market/pass-through-fees.ts";
import { regulatoryFees } from "../../market/regulatory-fees.ts";
import { defineFee } from "./fee-schedule.ts";

/** Rates per share by how many shares the account has traded in the calendar month, up to and with `upTo`. */
const TIERS: readonly { readonly upTo: number; readonly rate: number }[] = [
  { upTo: 300_000, rate: 0.0035 },
  { upTo: 3_000_000, rate: 0.002 },
  { upTo: 20_000_000, rate: 0.0015 },
  { upTo: 100_000_000, rate: 0.001 },
  { upTo: Infinity, rate: 0.0005 },
];

/**
 * Tiered pricing for US stocks: each share at the rate of the month's volume that it falls into, with a minimum per order,
 * capped at a share of the order's value. Where the cap is below the minimum, the cap counts. The commission alone unless more is asked for:
 * `passThrough` adds what exchanges, clearing and their like charge or, to orders that rested, pay; `regulatory` what the SEC and FINRA do on
 * sales.
 *
 * @see Interactive Brokers, Commissions Stocks, IBKR Pro Tiered (United States).
 */
export const ibkrTiered = defineFee({
  kind: "ibkr-tiered",
  title: "IBKR tiered",
  description:
    "0.0035 to 0.0005 per share by monthly volume, at least 0.35 per order, at most 1% of its value.",
  params: z.object({
    minimum: z.number().min(0).default(0.35).describe("account currency per order"),
    maximumPct: z.number().min(0).max(100).default(1).describe("percent of the order's value"),
    passThrough: z
      .boolean()
      .default(false)
      .describe(
        "whether exchange, clearing, audit trail and pass-through fees are added, and the exchange's rebate to makers",
      ),
    regulatory: z.boolean().default(false).describe("whether SEC and FINRA fees on sales are added"),
  }),
  charge: ({ side, quantity, value, madeQuantity, monthQuantity, time }, params) => {
    const { minimum, maximumPct, passThrough, regulatory } = params;
    const tiered = Math.max(tieredCost(monthQuantity, quantity), minimum);
    const commission = Math.min(tiered, (maximumPct / 100) * value);
    const handedOn = passThrough ? passThroughFees(quantity, madeQuantity, commission) : 0;
    return commission + handedOn + (regulatory ? regulatoryFees(side, time, quantity, value) : 0);
  },
});

function tieredCost(before: number, quantity: number): number {
  let cost = 0;
  let from = before;
  const end = before + quantity;
  for (const { upTo, rate } of TIERS) {
    if (from >= end) break;
    const part = Math.min(end, upTo) - from;
    if (part <= 0) continue;
    cost += part * rate;
    from += part;
  }
  return cost;
}
