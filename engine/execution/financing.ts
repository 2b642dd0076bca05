import type { Account } from "./account.ts";
import type { Book } from "./book.ts";

/** Borrowed shares are charged on this share of their value. */
const BORROW_MARGIN = 1.02;
const DAYS_PER_YEAR = 360;
const DAY_MS = 86_400_000;

/**
 * Begins the day of an open that comes, once the last open's is over. Nothing is charged: for an account that owes nothing.
 *
 * @param time UTC ms of the open, at or after the end of the last open's day.
 */
export function beginDay(account: Account, time: number): void {
  const next = account.dayEnd + DAY_MS;
  // Mostly it is the very next day, which needs no division.
  account.dayEnd = time < next ? next : (Math.floor(time / DAY_MS) + 1) * DAY_MS;
  account.dayStart = account.equity;
}

/**
 * The same, with what the days between cost.
 *
 * @param book A symbol whose bar opens then, which tells the time: a number that is handed on is an object at every bar.
 */
export function turnDay(account: Account, { bars, bar }: Book): void {
  const before = account.dayEnd;
  beginDay(account, bars.openTime[bar] as number);
  if (before > -Infinity && !owesNothing(account)) accrue(account, (account.dayEnd - before) / DAY_MS);
}

/**
 * Charges calendar days of borrow on shorts, at the last prices, and of interest on debit cash; pays that on cash, which is no trade's.
 *
 * Borrow is the short's own; interest is shared out among the longs by their value, since buying them is what took the cash.
 *
 * @see Interactive Brokers, Short Sale Cost: value times 102%, by rate, over 360 days.
 */
function accrue(account: Account, days: number): void {
  const { borrowRatePct, cashRatePct = 0, marginRatePct } = account.settings;
  const years = days / DAYS_PER_YEAR;
  let longs = 0;
  let shorts = 0;
  let cost = 0;
  for (const book of account.positions) {
    if (book.quantity > 0) longs += book.quantity * book.lastPrice;
    else if (book.quantity < 0) {
      const borrow = -book.quantity * book.lastPrice * BORROW_MARGIN * (borrowRatePct / 100) * years;
      cost += bear(book, borrow);
      shorts += book.quantity * book.lastPrice;
    }
  }
  if (account.cash < 0) {
    const interest = -account.cash * (marginRatePct / 100) * years;
    cost += interest;
    for (const book of account.positions)
      if (book.quantity > 0) bear(book, interest * ((book.quantity * book.lastPrice) / longs));
  }
  cost -= Math.max(0, account.cash + shorts) * (cashRatePct / 100) * years;
  if (cost === 0) return;
  account.cash -= cost;
  account.financingPaid += cost;
}

/** Most days: cash is there and earns nothing, and nothing is short. */
function owesNothing({ cash, positions, settings }: Account): boolean {
  if (cash < 0 || (settings.cashRatePct ?? 0) > 0) return false;
  for (let index = 0; index < positions.length; index++)
    if ((positions[index] as Book).quantity < 0) return false;
  return true;
}

function bear(book: Book, cost: number): number {
  book.tripFinancing += cost;
  book.tripCash -= cost;
  return cost;
}
