import { EngineError } from "../errors.ts";
import { dateOf, dayOf } from "../market/civil-date.ts";
import type { Fill } from "../market/fill.ts";
import type { Side } from "../market/order.ts";
import { roundToTick } from "../market/ticks.ts";
import { MAX_FILLS, type Account } from "./account.ts";
import type { Book, Lot, WorkingOrder } from "./book.ts";
import { dropProtection } from "./protection.ts";

const DAY_MS = 86_400_000;

/** Where an order meets the market: the price without slippage, and the moment. */
export interface Meeting {
  readonly reference: number;
  readonly at: Fill["at"];
  /** UTC ms, where it is not a moment of the bar. */
  readonly time?: number;
}

/** The price of a fill: reference, slippage, and rounding to the tick against the trader. Limits fill at their price. */
export function fillPrice(
  account: Account,
  book: Book,
  working: WorkingOrder,
  quantity: number,
  reference: number,
): number {
  if (working.type === "limit") return reference;
  const { side } = working;
  const asked = account.slippageRequest;
  asked.side = side;
  asked.quantity = quantity;
  asked.reference = reference;
  asked.history = book.history;
  const shift = account.slippage.shift(asked);
  return roundToTick(reference * (1 + side * shift), book.instrument.tick, side);
}

/**
 * Whether a fill makes liquidity: a limit order that the market came to inside a bar. At the open it may have been the one to come, and a
 * stop-limit is under way once it is armed: both are taken to take.
 */
function makes({ order }: WorkingOrder, at: Fill["at"]): boolean {
  return at === "inside" && order.type === "limit";
}

/** What an order would have been charged in all, once it has filled `quantity` more at `price`. */
export function chargeAfter(
  account: Account,
  book: Book,
  working: WorkingOrder,
  quantity: number,
  price: number,
  at: Fill["at"],
): number {
  const time = fillTime(book, at);
  if (time >= account.monthEnd) turnMonth(account, time);
  const made = makes(working, at) ? quantity : 0;
  const asked = account.feeRequest;
  asked.side = working.side;
  asked.quantity = working.filled + quantity;
  asked.price = price;
  asked.value = working.value + quantity * price;
  asked.madeQuantity = working.made + made;
  asked.madeValue = working.madeValue + made * price;
  asked.monthQuantity = account.monthTraded - working.filled;
  asked.time = time;
  return account.fees.charge(asked);
}

function turnMonth(account: Account, time: number): void {
  const { year, month } = dateOf(Math.floor(time / DAY_MS));
  account.monthEnd = DAY_MS * (month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1));
  account.monthTraded = 0;
}

/** UTC ms of a fill: the bar's open at the open, else its close. */
export function fillTime(book: Book, at: Fill["at"]): number {
  const { openTime, closeTime } = book.bars;
  return (at === "open" ? openTime : closeTime)[book.bar] as number;
}

/** Fills part of an order and books it: cash, lots, ledgers. `quantity` is unsigned; the part must not pass through flat. */
export function fillOrder(
  account: Account,
  book: Book,
  working: WorkingOrder,
  quantity: number,
  { reference, at, time = fillTime(book, at) }: Meeting,
): void {
  if (account.fills.length >= MAX_FILLS) {
    throw new EngineError("over-limit", `too many fills: ${MAX_FILLS}; trade less often`, {
      stage: "execution",
    });
  }
  const { order, side } = working;
  const price = fillPrice(account, book, working, quantity, reference);
  const charge = chargeAfter(account, book, working, quantity, price, at);
  const fee = charge - working.charged;
  working.charged = charge;
  working.filled += quantity;
  working.remaining -= quantity;
  working.value += quantity * price;
  if (makes(working, at)) {
    working.made += quantity;
    working.madeValue += quantity * price;
  }
  account.monthTraded += quantity;
  const slippage = side * (price - reference) * quantity;
  const paid = side * quantity * price + fee;
  account.cash -= paid;
  account.feesPaid += fee;
  account.slippagePaid += slippage;
  const { symbol, bar } = book;
  account.fills.push({ order, symbol, side, quantity, price, reference, fee, slippage, bar, time, at });
  if (book.tradedBar !== bar) {
    book.tradedBar = bar;
    book.traded = 0;
  }
  book.traded += quantity;
  book.tripCash -= paid;
  changePosition(account, book, side, quantity, price, reference);
}

function changePosition(
  account: Account,
  book: Book,
  side: Side,
  quantity: number,
  price: number,
  reference: number,
): void {
  if (book.quantity * side >= 0) {
    const held = Math.abs(book.quantity);
    book.entryPrice = held === 0 ? price : (book.entryPrice * held + price * quantity) / (held + quantity);
    if (held === 0) {
      book.entryBar = book.bar;
      book.lots = [{ quantity, reference }];
    } else book.lots.push({ quantity, reference });
    book.basis += side * quantity * reference;
    book.quantity += side * quantity;
    book.tripValue += quantity * price;
    return;
  }
  account.realised += takeLots(book, quantity, reference);
  book.quantity += side * quantity;
  if (book.lots.length === 0) goFlat(account, book);
}

function goFlat(account: Account, book: Book): void {
  closeCarry(account, book);
  book.exitReturn = book.tripCash / book.tripValue;
  account.outcomes.push(book.exitReturn);
  book.exitBar = book.bar;
  book.tripCash = 0;
  book.tripValue = 0;
  book.quantity = 0;
  book.basis = 0;
  book.entryPrice = NaN;
  book.entryBar = -1;
  dropProtection(book);
}

/** Leaves what the position earned and cost beside its fills with the fill that ends it. */
function closeCarry(account: Account, book: Book): void {
  const { tripDividends: dividends, tripFinancing: financing } = book;
  if (dividends === 0 && financing === 0) return;
  account.carries.push({ fill: account.fills.length - 1, dividends, financing });
  book.tripDividends = 0;
  book.tripFinancing = 0;
}

/** Takes a quantity off the oldest lots first; gives the profit at reference prices. */
function takeLots(book: Book, quantity: number, reference: number): number {
  const direction = book.quantity > 0 ? 1 : -1;
  let left = quantity;
  let profit = 0;
  while (left > 0 && book.lots.length > 0) {
    const lot = book.lots[0] as Lot;
    const taken = Math.min(left, lot.quantity);
    profit += direction * taken * (reference - lot.reference);
    book.basis -= direction * taken * lot.reference;
    lot.quantity -= taken;
    left -= taken;
    if (lot.quantity > 1e-12) continue;
    if (book.lots.length === 1) book.lots = [];
    else book.lots.shift();
  }
  return profit;
}
