import { EngineError } from "../errors.ts";
import type { Fill } from "../market/fill.ts";
import type { Side } from "../market/order.ts";
import { MAX_FILLS, type Account } from "./account.ts";
import type { Book, Lot, WorkingOrder } from "./book.ts";

/** Rounds a protective level: to the tick, or where there is none to 1e-8, so that 100 * 1.1 is 110 and can be touched. */
export function roundLevel(price: number, tick: number): number {
  return tick > 0 ? ticksToPrice(Math.round(price / tick), tick) : Math.round(price * 1e8) / 1e8;
}

/** A whole number of ticks as a price; divides where the tick is one over a whole number, so that 2001 of 0.05 are 100.05. */
function ticksToPrice(ticks: number, tick: number): number {
  const perUnit = Math.round(1 / tick);
  return Math.abs(perUnit * tick - 1) < 1e-12 ? ticks / perUnit : ticks * tick;
}

/** The price of a fill: reference, slippage, and rounding to the tick against the trader. Limits fill at their price. */
export function fillPrice(
  account: Account,
  side: Side,
  quantity: number,
  reference: number,
  limit: boolean,
): number {
  if (limit) return reference;
  const shifted = reference * (1 + side * account.slippage.shift({ side, quantity, reference }));
  const { tick } = account.settings.instrument;
  if (tick === 0) return shifted;
  const steps = shifted / tick;
  return ticksToPrice(side === 1 ? Math.ceil(steps - 1e-6) : Math.floor(steps + 1e-6), tick);
}

/** Fills part of an order and books it: cash, lots, ledgers. `quantity` is unsigned; the part must not pass through flat. */
export function fillOrder(
  account: Account,
  book: Book,
  working: WorkingOrder,
  part: { readonly quantity: number; readonly reference: number; readonly at: Fill["at"] },
): void {
  const { order } = working;
  const { quantity, reference, at } = part;
  if (account.fills.length >= MAX_FILLS) {
    throw new EngineError("over-limit", `too many fills: ${MAX_FILLS}; trade less often`, {
      stage: "execution",
    });
  }
  const price = fillPrice(account, order.side, quantity, reference, order.type === "limit");
  const time = (at === "open" ? book.bars.openTime[book.bar] : book.bars.closeTime[book.bar]) ?? NaN;
  working.filled += quantity;
  const charge = account.fees.charge({ side: order.side, quantity: working.filled, price, time });
  const fee = charge - working.charged;
  working.charged = charge;
  const slippage = order.side * (price - reference) * quantity;
  account.cash -= order.side * quantity * price + fee;
  account.feesPaid += fee;
  account.slippagePaid += slippage;
  changePosition(account, book, order.side, quantity, price, reference);
  account.fills.push({
    ...{ order, symbol: book.symbol, side: order.side, quantity, price, reference, fee, slippage },
    ...{ bar: book.bar, time, at },
  });
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
    if (held === 0) book.entryBar = book.bar;
    book.lots.push({ quantity, reference });
    book.basis += side * quantity * reference;
    book.quantity += side * quantity;
    return;
  }
  account.realised += takeLots(book, quantity, reference);
  book.quantity += side * quantity;
  if (book.lots.length > 0) return;
  book.quantity = 0;
  book.basis = 0;
  book.entryPrice = NaN;
  book.entryBar = -1;
  book.entry = undefined;
  book.stop = NaN;
  book.target = NaN;
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
    if (lot.quantity <= 1e-12) book.lots.shift();
  }
  return profit;
}
