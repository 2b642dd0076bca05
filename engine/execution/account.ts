import type { Bars } from "../market/bars.ts";
import type { Delisting } from "../market/delisting.ts";
import type { Fill } from "../market/fill.ts";
import type { RiskRule } from "../risk/rule.ts";
import type { Book, WorkingOrder } from "./book.ts";
import type { FeeRequest, FeeSchedule } from "./fees/fee-schedule.ts";
import { openDelistings, type ComingDelisting } from "./delistings.ts";
import type { PathProfile } from "./paths/path.ts";
import { openHalts, type Halts } from "./halts.ts";
import type { ExecutionSettings } from "./settings.ts";
import type { SlippageModel, SlippageRequest } from "./slippage/slippage-model.ts";

type Writable<T> = { -readonly [name in keyof T]: T[name] };

/** Most fills of one run. */
export const MAX_FILLS = 5_000_000;

/** Something that happened many times: how often, and the first time in words. */
export interface Tally {
  count: number;
  readonly one: string;
  readonly first: string;
}

/** A split that a position went through, by its place among the fills. */
export interface SplitEvent {
  readonly fill: number;
  readonly symbol: string;
  readonly bar: number;
  readonly ratio: number;
}

/** What a position earned and cost beside its fills, from flat to flat, by the fill that ended it. */
export interface CarryEvent {
  /** Place among the fills. */
  readonly fill: number;
  readonly dividends: number;
  readonly financing: number;
}

/** The one cash account of a run, all symbols' books, and what its ledgers have gathered; costs are above 0, rebates below. */
export interface Account {
  cash: number;
  equity: number;
  gross: number;
  peak: number;
  dayStart: number;
  readonly capital: number;
  readonly positions: readonly Book[];
  readonly halts: Halts;
  /** Whether a halt is closing everything: symbols that hold something are not asked. */
  liquidating: boolean;
  readonly settings: ExecutionSettings;
  readonly fees: FeeSchedule;
  readonly slippage: SlippageModel;
  /** What both are asked with: one object each, since every fill asks them. */
  readonly feeRequest: Writable<FeeRequest>;
  readonly slippageRequest: Writable<SlippageRequest>;
  readonly path: PathProfile;
  /** Bars of a finer timeframe by symbol, for the path that walks them. */
  readonly finer: ReadonlyMap<string, Bars>;
  realised: number;
  feesPaid: number;
  slippagePaid: number;
  /** Borrow and margin interest paid, and dividends received less those owed. */
  financingPaid: number;
  dividends: number;
  /** Dividends past their ex-date and before their pay date. */
  receivable: number;
  readonly payments: { readonly time: number; readonly amount: number }[];
  /** Delistings to come, soonest first. */
  readonly delistings: ComingDelisting[];
  /** UTC ms of the next payment or delisting. */
  nextDue: number;
  /** UTC ms at which the last open's day ends; -Infinity before any. */
  dayEnd: number;
  /** UTC ms at which the calendar month of the last fill ends, and units filled in it, for volume tiers. */
  monthEnd: number;
  monthTraded: number;
  nextOrderId: number;
  nextGroup: number;
  /** Fills at an open beyond their trigger, and what that cost. */
  gapFills: number;
  gapCost: number;
  /** Orders that cash did not pay for in full, and the largest share that one of them lost. */
  scaledOrders: number;
  scaledMost: number;
  readonly outcomes: number[];
  readonly fills: Fill[];
  readonly splits: SplitEvent[];
  /** In the order of their fills; positions without dividends and financing have none. */
  readonly carries: CarryEvent[];
  readonly tallies: Map<string, Tally>;
  /** Every order that was placed, where they are kept. */
  readonly orders: PlacedOrder[] | undefined;
}

/** An order as it went to the market, and as it stands now. */
export interface PlacedOrder {
  readonly working: WorkingOrder;
  readonly intent: "buy" | "sell" | "short" | "cover";
  /** Limit and trigger in quote currency, NaN for none; a trailing order's trigger is its first. */
  readonly price: number;
  readonly stopPrice: number;
  readonly timeInForce: "day" | "gtc" | "ioc";
}

/** How an account is opened. */
export interface AccountOptions {
  readonly capital: number;
  readonly books: readonly Book[];
  readonly settings: ExecutionSettings;
  readonly fees: FeeSchedule;
  readonly slippage: SlippageModel;
  readonly path: PathProfile;
  readonly finer?: readonly Bars[];
  /** Of the books' symbols or of others. */
  readonly delistings?: readonly Delisting[];
  /** Of these, the ones that can halt the account are remembered in it. */
  readonly risk?: readonly RiskRule[];
  /** Whether every order is kept, filled or not. */
  readonly keepsOrders?: boolean;
}

/** Opens an account with `capital` in cash and nothing held. */
export function openAccount(options: AccountOptions): Account {
  const { capital, books, settings, fees, slippage, path, finer = [], risk = [] } = options;
  const { delistings = [] } = options;
  const { history } = books[0] as Book;
  const coming = openDelistings(delistings, books);
  return {
    cash: capital,
    equity: capital,
    gross: 0,
    peak: capital,
    dayStart: capital,
    capital,
    positions: books,
    halts: openHalts(risk, capital),
    liquidating: false,
    settings,
    fees,
    slippage,
    feeRequest: {
      ...{ side: 1, quantity: 0, price: NaN, value: NaN, madeQuantity: 0, madeValue: 0 },
      ...{ monthQuantity: 0, time: NaN },
    },
    slippageRequest: { side: 1, quantity: 0, reference: NaN, history },
    path,
    finer: new Map(finer.map((bars) => [bars.symbol, bars])),
    realised: 0,
    feesPaid: 0,
    slippagePaid: 0,
    financingPaid: 0,
    dividends: 0,
    receivable: 0,
    payments: [],
    delistings: coming,
    nextDue: coming[0]?.time ?? Infinity,
    dayEnd: -Infinity,
    monthEnd: -Infinity,
    monthTraded: 0,
    nextOrderId: 1,
    nextGroup: 1,
    gapFills: 0,
    gapCost: 0,
    scaledOrders: 0,
    scaledMost: 0,
    outcomes: [],
    fills: [],
    splits: [],
    carries: [],
    tallies: new Map(),
    orders: options.keepsOrders === true ? [] : undefined,
  };
}

/**
 * Counts something worth a warning; only the first time is put into words.
 *
 * @param many What happened, for two or more: "orders scaled down".
 * @param one The same for one: "order scaled down".
 */
export function tally(account: Account, many: string, one: string, first: () => string): void {
  const seen = account.tallies.get(many);
  if (seen) seen.count += 1;
  else account.tallies.set(many, { count: 1, one, first: first() });
}

/** What was counted, as sentences. */
export function tallySentences(account: Account): string[] {
  return [...account.tallies].map(([many, { count, one, first }]) =>
    count === 1 ? `1 ${one}: ${first}` : `${count} ${many}; first: ${first}`,
  );
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
  if (account.receivable !== 0) account.equity += account.receivable;
  account.gross = gross;
}

/** The same as {@link markAccount}, to the bit, for the account of one symbol. */
export function markAlone(account: Account, { quantity, lastPrice }: Book): void {
  const value = quantity * lastPrice;
  account.equity = account.cash + value;
  if (account.receivable !== 0) account.equity += account.receivable;
  account.gross = Math.abs(value);
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

/** Cash that may pay for more: shorts tie up their proceeds and as much again; with leverage, its share of equity. O(symbols). */
export function freeCash(account: Account): number {
  const { leverage } = account.settings;
  let free = account.cash;
  if (leverage === 1) {
    for (const book of account.positions) if (book.quantity < 0) free += 2 * book.quantity * book.lastPrice;
    return free;
  }
  let gross = 0;
  for (const { quantity, lastPrice } of account.positions) {
    if (quantity === 0) continue;
    free += quantity * lastPrice;
    gross += Math.abs(quantity * lastPrice);
  }
  return free * leverage - gross;
}
