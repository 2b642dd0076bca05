import type { Account } from "./account.ts";

/** Borrowed shares are charged on this share of their value. */
const BORROW_MARGIN = 1.02;
const DAYS_PER_YEAR = 360;

/**
 * Turns the account's day: charges calendar days of borrow on shorts, at the last prices, and of interest on debit cash.
 *
 * @param day Days since 1970 of the open that comes.
 * @see Interactive Brokers, Short Sale Cost: value times 102%, by rate, over 360 days.
 */
export function accrue(account: Account, day: number): void {
  const days = day - account.day;
  account.day = day;
  account.dayStart = account.equity;
  if (!(days > 0)) return;
  const { borrowRatePct, marginRatePct } = account.settings;
  let rate = 0;
  for (const { quantity, lastPrice } of account.positions) {
    if (quantity < 0) rate += -quantity * lastPrice * BORROW_MARGIN * (borrowRatePct / 100);
  }
  if (account.cash < 0) rate += -account.cash * (marginRatePct / 100);
  if (rate === 0) return;
  const cost = (rate / DAYS_PER_YEAR) * days;
  account.cash -= cost;
  account.financingPaid += cost;
}
