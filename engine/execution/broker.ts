import { isoTime } from "../data/check-bars.ts";
import type { Order, Side, Target } from "../market/order.ts";
import { wholeLots } from "../sizing/sizer.ts";
import { freeCash, tally, type Account } from "./account.ts";
import type { Book, WorkingOrder } from "./book.ts";
import { fillOrder, fillPrice, roundLevel } from "./fill-order.ts";

/** Orders the way from what is held to the target, for the next open. A target already held orders nothing. */
export function submitTarget(account: Account, book: Book, target: Target): Order | undefined {
  const change = target.quantity - book.quantity;
  if (change === 0) return undefined;
  const order = makeOrder(account, book, {
    side: change > 0 ? 1 : -1,
    type: "market",
    quantity: Math.abs(change),
    reason: target.reason,
    bracket: target.bracket,
    decisions: target.decisions,
  });
  book.pending = { order, filled: 0, charged: 0 };
  return order;
}

type OrderParts = Pick<Order, "side" | "type" | "quantity" | "reason" | "bracket" | "decisions">;

function makeOrder(account: Account, book: Book, parts: OrderParts): Order {
  const submittedTime = book.bars.closeTime[book.bar] ?? NaN;
  return { id: account.nextOrderId++, symbol: book.symbol, ...parts, submittedBar: book.bar, submittedTime };
}

/**
 * The open print of every book whose bar opens now: what reduces risk first, in every book, then what adds to it, both
 * first-in first-out; stops and targets that the market has gapped over fill at the open.
 */
export function openBars(account: Account, books: readonly Book[]): void {
  let busy = false;
  for (let index = 0; index < books.length; index++) {
    const book = books[index] as Book;
    book.inside = true;
    book.lastPrice = book.bars.open[book.bar] as number;
    if (book.pending !== undefined || book.quantity !== 0) busy = true;
  }
  if (!busy) return;
  for (const book of books) {
    if (book.pending) reduceAtOpen(account, book, book.pending);
    if (book.quantity !== 0) fireAtOpen(account, book);
  }
  const waiting = books.filter((book) => book.pending !== undefined);
  waiting.sort((a, b) => (a.pending?.order.id ?? 0) - (b.pending?.order.id ?? 0));
  for (const book of waiting) if (book.pending) increaseAtOpen(account, book, book.pending);
}

function reduceAtOpen(account: Account, book: Book, working: WorkingOrder): void {
  const { order } = working;
  if (book.quantity * order.side >= 0) return;
  const quantity = Math.min(order.quantity, Math.abs(book.quantity));
  fillOrder(account, book, working, { quantity, reference: book.lastPrice, at: "open" });
  if (working.filled >= order.quantity) book.pending = undefined;
}

function increaseAtOpen(account: Account, book: Book, working: WorkingOrder): void {
  book.pending = undefined;
  const { order } = working;
  const wanted = order.quantity - working.filled;
  const quantity = affordable(account, book, working, wanted);
  if (quantity < wanted) {
    tally(account, "orders scaled down for lack of cash at the open", () => {
      const at = isoTime(book.bars.openTime[book.bar] ?? NaN);
      return `${book.symbol} at ${at} from ${wanted} to ${quantity}`;
    });
  }
  if (quantity === 0) return;
  fillOrder(account, book, working, { quantity, reference: book.lastPrice, at: "open" });
  restBracket(account, book, order);
}

/** The largest whole-lot part of `wanted` that free cash pays for, fees included. */
function affordable(account: Account, book: Book, working: WorkingOrder, wanted: number): number {
  const { side } = working.order;
  const { lot } = account.settings.instrument;
  const free = freeCash(account);
  const time = book.bars.openTime[book.bar] ?? NaN;
  let quantity = wanted;
  // Each pass takes off what is missing, and at least a lot; a few passes settle any fee schedule that grows with size.
  while (quantity > 0) {
    const price = fillPrice(account, side, quantity, book.lastPrice, false);
    const charge =
      account.fees.charge({ side, quantity: working.filled + quantity, price, time }) - working.charged;
    const missing = quantity * price + charge - free;
    if (missing <= 0) return quantity;
    quantity = wholeLots(Math.min(quantity - lot, quantity - missing / price), lot);
  }
  return 0;
}

function restBracket(account: Account, book: Book, order: Order): void {
  const side = book.quantity > 0 ? 1 : -1;
  const { tick } = account.settings.instrument;
  book.entry = order;
  const { stopPct, targetPct } = order.bracket ?? {};
  book.stop = stopPct === undefined ? NaN : roundLevel(book.entryPrice * (1 - (side * stopPct) / 100), tick);
  book.target =
    targetPct === undefined ? NaN : roundLevel(book.entryPrice * (1 + (side * targetPct) / 100), tick);
}

function fireAtOpen(account: Account, book: Book): void {
  const side = book.quantity > 0 ? 1 : -1;
  const open = book.lastPrice;
  if (side * (open - book.stop) <= 0) closeAt(account, book, "stop", open, "open");
  else if (side * (open - book.target) >= 0) closeAt(account, book, "limit", open, "open");
}

/** What rests inside the bar of an open position: its stop and its target, in the order that the path profile assumes. */
export function walkBar(account: Account, book: Book): void {
  if (book.quantity === 0 || (book.stop !== book.stop && book.target !== book.target)) return;
  const { bars, bar } = book;
  const side: Side = book.quantity > 0 ? 1 : -1;
  const prices = {
    open: bars.open[bar] as number,
    high: bars.high[bar] as number,
    low: bars.low[bar] as number,
    close: bars.close[bar] as number,
  };
  const worst = side === 1 ? prices.low : prices.high;
  const best = side === 1 ? prices.high : prices.low;
  const stopped = side * (worst - book.stop) <= 0;
  const reached = isThrough(side * (best - book.target), account);
  // An entry whose slippage put its stop beyond the open is out at once, at the open.
  const stopPrice = side === 1 ? Math.min(book.stop, prices.open) : Math.max(book.stop, prices.open);
  if (stopped && !(reached && !account.path.adverseFirst(side, prices)))
    closeAt(account, book, "stop", stopPrice, "inside");
  else if (reached) closeAt(account, book, "limit", book.target, "inside");
}

function isThrough(distance: number, account: Account): boolean {
  const { limitPenetrationTicks, instrument } = account.settings;
  if (limitPenetrationTicks === 0) return distance >= 0;
  // Half a tick of tolerance: prices are whole ticks, floating-point ones a hair off.
  return instrument.tick === 0 ? distance > 0 : distance >= (limitPenetrationTicks - 0.5) * instrument.tick;
}

function closeAt(
  account: Account,
  book: Book,
  type: "stop" | "limit",
  reference: number,
  at: "open" | "inside",
): void {
  const name = type === "stop" ? "stop" : "target";
  const level = type === "stop" ? book.stop : book.target;
  const order = makeOrder(account, book, {
    side: book.quantity > 0 ? -1 : 1,
    type,
    quantity: Math.abs(book.quantity),
    reason: reference === level ? `${name} at ${level}` : `${name} at ${level}, gapped to ${reference}`,
    bracket: undefined,
    decisions: [],
  });
  fillOrder(account, book, { order, filled: 0, charged: 0 }, { quantity: order.quantity, reference, at });
}
