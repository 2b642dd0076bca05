import type { Side } from "./order.ts";
import { dayOf } from "./civil-date.ts";

/** A dated rate of the SEC's section 31 fee: US dollars per million of sales, from a day on. */
const SEC_PER_MILLION: readonly (readonly [from: number, rate: number])[] = [
  [dayOf(2024, 5, 22), 27.8],
  [dayOf(2025, 5, 14), 0],
  [dayOf(2026, 4, 4), 20.6],
];

/** Dated rates of FINRA's trading activity fee: US dollars per share sold, and the most per trade. */
const TAF: readonly (readonly [from: number, perShare: number, most: number])[] = [
  [dayOf(2024, 1, 1), 0.000166, 8.3],
  [dayOf(2026, 1, 1), 0.000195, 9.79],
  [dayOf(2027, 1, 1), 0.000232, 11.61],
  [dayOf(2028, 1, 1), 0.00024, 12.05],
];

/**
 * What US regulators charge for a sale: nothing for a purchase. Days before a table's first row have that row's rate.
 *
 * @param time UTC ms of the fill.
 * @param quantity Shares of the order so far.
 * @param value US dollars of the order so far.
 * @see SEC, Section 31 Transaction Fees; FINRA, By-Laws Schedule A, section 1: Trading Activity Fee.
 */
export function regulatoryFees(side: Side, time: number, quantity: number, value: number): number {
  if (side === 1) return 0;
  const day = Math.floor(time / 86_400_000);
  const [, perMillion] = rowAt(SEC_PER_MILLION, day);
  const [, perShare, most] = rowAt(TAF, day);
  return (perMillion * value) / 1e6 + Math.min(perShare * quantity, most);
}

function rowAt<R extends readonly [number, ...number[]]>(rows: readonly R[], day: number): R {
  let current = rows[0] as R;
  for (const row of rows) if (row[0] <= day) current = row;
  return current;
}
