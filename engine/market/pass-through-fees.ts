/** A fee of a third party that a broker hands on: per share, or as a share of the broker's own commission; below 0 it is a rebate. */
export interface PassThroughFee {
  readonly name: string;
  readonly perShare: number;
  readonly perCommission: number;
  /** Which shares it is for: all, those that took liquidity, or those that made it. */
  readonly of: "all" | "taken" | "made";
}

/**
 * What a broker hands on for US stocks beside its commission and the regulators' fees on sales, in US dollars. The exchange
 * is NASDAQ, for displayed orders in stocks of 1.00 and more; others pay makers from 0.0013 to 0.0032.
 *
 * @see Interactive Brokers, Commissions Stocks, IBKR Pro Tiered (United States): NASDAQ exchange fees, clearing and pass-through fees.
 */
export const US_PASS_THROUGH_FEES: readonly PassThroughFee[] = [
  { name: "exchange, removing liquidity", perShare: 0.003, perCommission: 0, of: "taken" },
  { name: "exchange, adding liquidity", perShare: -0.0021, perCommission: 0, of: "made" },
  { name: "clearing (NSCC, DTC)", perShare: 0.0002, perCommission: 0, of: "all" },
  { name: "consolidated audit trail", perShare: 0.00006, perCommission: 0, of: "all" },
  { name: "NYSE pass-through", perShare: 0, perCommission: 0.000175, of: "all" },
  { name: "FINRA pass-through", perShare: 0, perCommission: 0.00056, of: "all" },
];

/**
 * The sum of such fees on an order; below 0 where rebates are more than fees.
 *
 * @param quantity Shares, unsigned.
 * @param made Shares of `quantity` that made liquidity.
 * @param commission The broker's own, in US dollars.
 */
export function passThroughFees(
  quantity: number,
  made: number,
  commission: number,
  fees: readonly PassThroughFee[] = US_PASS_THROUGH_FEES,
): number {
  const shares = { all: quantity, taken: quantity - made, made };
  return fees.reduce(
    (sum, { perShare, perCommission, of }) => sum + perShare * shares[of] + perCommission * commission,
    0,
  );
}
