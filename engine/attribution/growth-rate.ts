import { compounded } from "../series/compounded.ts";

/**
 * Compound growth per year: the product of (1 + r) to the power of periods per year over periods, less 1.
 *
 * @returns A fraction; NaN without a return, and where everything was lost or more: such an account has no growth rate. O(returns).
 */
export function growthRate(returns: Float64Array, periodsPerYear: number): number {
  const growth = compounded(returns);
  return returns.length === 0 || growth <= 0 ? NaN : growth ** (periodsPerYear / returns.length) - 1;
}
