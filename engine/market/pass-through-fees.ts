/** A fee of a third party that a broker hands on: per share, or as a share of the broker's own commission. */
export interface PassThroughFee {
  readonly name: string;
  readonly perShare: number;
  readonly perCommission: number;
}

/**
 * What a broker hands on for US stocks beside its commission and the regulators' fees on sales, in US dollars. Orders are taken to remove
 * liquidity: rebates for adding it are not paid, which errs on the side of costs.
 *
 * @see Interactive Brokers, Commissions Stocks, IBKR Pro Tiered (United States): exchange, clearing and pass-through fees.
 */
export const US_PASS_THROUGH_FEES: readonly PassThroughFee[] = [
  { name: "exchange, removing liquidity", perShare: 0.003, perCommission: 0 },
  { name: "clearing (NSCC, DTC)", perShare: 0.0002, perCommission: 0 },
  { name: "consolidated audit trail", perShare: 0.00006, perCommission: 0 },
  { name: "NYSE pass-through", perShare: 0, perCommission: 0.000175 },
  { name: "FINRA pass-through", perShare: 0, perCommission: 0.00056 },
];

/**
 * The sum of such fees on an order.
 *
 * @param quantity Shares, unsigned.
 * @param commission The broker's own, in US dollars.
 */
export function passThroughFees(
  quantity: number,
  commission: number,
  fees: readonly PassThroughFee[] = US_PASS_THROUGH_FEES,
): number {
  return fees.reduce(
    (sum, { perShare, perCommission }) => sum + perShare * quantity + perCommission * commission,
    0,
  );
}
