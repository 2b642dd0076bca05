import type { Fill } from "../market/fill.ts";
import type { Book } from "./book.ts";
import type { FeeSchedule } from "./fees/fee-schedule.ts";
import type { PathProfile } from "./paths/path.ts";
import type { ExecutionSettings } from "./settings.ts";
import type { SlippageModel } from "./slippage/slippage-model.ts";

/** Most fills of one run. */
export const MAX_FILLS = 5_000_000;

/** Something that happened many times: how often, and the first time in words. */
export interface Tally {
  count: number;
  first: string;
}

/** The one cash account of a run, all symbols' books, and what its ledgers have gathered; costs are 0 or more. */
export interface Account {
  cash: number;
  equity: number;
  gross: number;
  readonly capital: number;
  readonly positions: readonly Book[];
  readonly settings: ExecutionSettings;
  readonly fees: FeeSchedule;
  readonly slippage: SlippageModel;
  readonly path: PathProfile;
  realised: number;
  feesPaid: number;
  slippagePaid: number;
  nextOrderId: number;
  readonly fills: Fill[];
  readonly tallies: Map<string, Tally>;
}

/** How an account is opened. */
export interface AccountOptions {
  readonly capital: number;
  readonly books: readonly Book[];
  readonly settings: ExecutionSettings;
  readonly fees: FeeSchedule;
  readonly slippage: SlippageModel;
  readonly path: PathProfile;
}

/** Opens an account with `capital` in cash and nothing held. */
export function openAccount(options: AccountOptions): Account {
  const { capital, books, settings, fees, slippage, path } = options;
  return {
    ...{
      cash: capital,
      equity: capital,
      gross: 0,
      capital,
      positions: books,
      settings,
      fees,
      slippage,
      path,
    },
    ...{ realised: 0, feesPaid: 0, slippagePaid: 0, nextOrderId: 1, fills: [], tallies: new Map() },
  };
}

/** Counts something worth a warning; only the first time is put into words. */
export function tally(account: Account, what: string, first: () => string): void {
  const seen = account.tallies.get(what);
  if (seen) seen.count += 1;
  else account.tallies.set(what, { count: 1, first: first() });
}

/** What was counted, as sentences. */
export function tallySentences(account: Account): string[] {
  return [...account.tallies].map(([what, { count, first }]) => `${count} ${what}; first: ${first}`);
}

/** Marks every position to its last price. O(symbols). */
export function markAccount(account: Account): void {
  let net = 0;
  let gross = 0;
  const books = account.positions;
  for (let index = 0; index < books.length; index++) {
    const book = books[index] as Book;
    if (book.quantity === 0) continue;
    const value = book.quantity * book.lastPrice;
    net += value;
    gross += Math.abs(value);
  }
  account.equity = account.cash + net;
  account.gross = gross;
}

/** Profit not yet taken: positions at their last prices less their lots at reference prices. O(symbols). */
export function unrealisedProfit(account: Account): number {
  let profit = 0;
  const books = account.positions;
  for (let index = 0; index < books.length; index++) {
    const book = books[index] as Book;
    if (book.quantity !== 0) profit += book.quantity * book.lastPrice - book.basis;
  }
  return profit;
}

/** Cash that may pay for more: shorts tie up their proceeds and as much again. O(symbols). */
export function freeCash(account: Account): number {
  let free = account.cash;
  for (const book of account.positions) if (book.quantity < 0) free += 2 * book.quantity * book.lastPrice;
  return free;
}
