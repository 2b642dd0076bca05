import { z } from "zod";
import { defineFee } from "./fee-schedule.ts";

/** Rates per contract by its premium per unit of the underlying, from the cheapest up. */
const RATES: readonly { readonly from: number; readonly perContract: number }[] = [
  { from: 0, perContract: 0.25 },
  { from: 0.05, perContract: 0.5 },
  { from: 0.1, perContract: 0.65 },
];

/** A hair of a premium: 0.30 for three units is 0.09999999999999999 each, and is 0.10. */
const HAIR = 1e-9;

/**
 * Pricing for US options: a rate per contract that falls with the premium, with a minimum per order. Prices are premiums and
 * quantities units of the underlying, so that a contract is a lot of `contractUnits`; of an order with several fills their mean premium
 * counts. The broker's commission alone, at the lowest monthly volume, up to 10,000 contracts.
 *
 * @see Interactive Brokers, Commissions Options, IBKR Pro (United States).
 */
export const ibkrOptions = defineFee({
  kind: "ibkr-options",
  title: "IBKR US options",
  description: "0.65 per contract, 0.50 under a premium of 0.10, 0.25 under 0.05; at least 1.00 per order.",
  params: z.object({
    contractUnits: z.number().positive().default(100).describe("units of the underlying in one contract"),
    minimum: z.number().min(0).default(1).describe("account currency per order"),
  }),
  charge: ({ quantity, value }, { contractUnits, minimum }) => {
    const premium = value / quantity + HAIR;
    let rate = 0;
    for (const { from, perContract } of RATES) if (premium >= from) rate = perContract;
    return Math.max((rate * quantity) / contractUnits, minimum);
  },
});
