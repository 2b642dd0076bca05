import { isoTime } from "../data/check-bars.ts";
import type { Side } from "../market/order.ts";
import { fromTicks } from "../market/ticks.ts";
import { wholeLots } from "../sizing/sizer.ts";
import { freeCash, tally, type Account } from "./account.ts";
import type { Book, WorkingOrder } from "./book.ts";
import { keepOrder, makeOrder, openOrder, rest, settle } from "./broker.ts";
import { chargeAfter, fillOrder, fillPrice, fillTime, type Meeting } from "./fill-order.ts";
import { protect } from "./protection.ts";

/** Units that the participation cap leaves in the bar that is open; Infinity where there is no cap. */
function room(account: Account, book: Book): number {
  const { participation } = account.settings;
  if (participation === undefined) return Infinity;
  const traded = book.tradedBar === book.bar ? book.traded : 0;
  return wholeLots(participation * (book.bars.volume[book.bar] as number) - traded, book.instrument.lot);
}

function capped(account: Account, book: Book, wanted: number): number {
  const most = room(account, book);
  if (wanted <= most) return wanted;
  tally(account, "fills cut to the participation cap", "fill cut to the participation cap", () => {
    const at = isoTime(book.bars.openTime[book.bar] as number);
    return `${book.symbol} at ${at} from ${wanted} to ${most}`;
  });
  return most;
}

/** Fills what of an order takes risk off; the order stays with what is left of it. */
export function reduceWith(account: Account, book: Book, working: WorkingOrder, meeting: Meeting): void {
  if (book.quantity * working.side >= 0) return;
  const wanted = Math.min(working.remaining, Math.abs(book.quantity));
  const quantity = capped(account, book, wanted);
  if (quantity > 0) fillOrder(account, book, working, quantity, meeting);
  // A reducing order has nothing left to do once the position is gone.
  if (working.reduceOnly && book.quantity === 0) working.remaining = 0;
  settle(book, working);
}

/**
 * Fills what of an order adds to a position, as far as cash and the participation cap go. An entry's bracket rests behind it; what a later
 * order adds is protected where the entry was.
 */
export function increaseWith(account: Account, book: Book, working: WorkingOrder, meeting: Meeting): void {
  if (working.reduceOnly || working.remaining <= 0 || book.quantity * working.side < 0) return;
  if (account.settings.resizeAtFill && working.filled === 0) resize(book, working, meeting.reference);
  const wanted = capped(account, book, working.remaining);
  const quantity = affordable(account, book, working, wanted, meeting);
  if (quantity < wanted) {
    noteScaled(account, book, meeting, wanted, quantity);
    working.remaining = quantity;
  }
  if (quantity > 0) {
    const isEntry = book.quantity === 0 || book.entry === working.order;
    fillOrder(account, book, working, quantity, meeting);
    if (isEntry) protect(book, working);
  }
  settle(book, working);
}

/** A share of an order, lost to cash, that is the gap between a close and the next open and the costs of going all in. */
const USUAL_LOSS = 0.02;

/** Counts what cash did not pay for; only what is more than the usual, and than one lot, is worth a warning. */
function noteScaled(account: Account, book: Book, { at }: Meeting, wanted: number, quantity: number): void {
  const lost = wanted - quantity;
  account.scaledOrders += 1;
  account.scaledMost = Math.max(account.scaledMost, lost / wanted);
  if (quantity > 0 && lost <= Math.max(USUAL_LOSS * wanted, book.instrument.lot)) return;
  const what = (many: "orders" | "order") => `${many} scaled down for lack of cash`;
  tally(account, what("orders"), what("order"), () => {
    return `${book.symbol} at ${isoTime(fillTime(book, at))} from ${wanted} to ${quantity}`;
  });
}

/** Keeps the value that was asked for: units at the fill's price instead of the decision's. */
function resize(book: Book, working: WorkingOrder, reference: number): void {
  const { lot } = book.instrument;
  const decided = (book.bars.close[working.order.submittedBar] as number) / working.ratio;
  working.remaining = wholeLots((working.remaining * decided) / reference, lot);
}

/** The largest whole-lot part of `wanted` that free cash pays for, fees included. */
function affordable(
  account: Account,
  book: Book,
  working: WorkingOrder,
  wanted: number,
  { reference, at }: Meeting,
): number {
  const { lot } = book.instrument;
  const free = freeCash(account);
  let quantity = wanted;
  // Each pass takes off what is missing, and at least a lot; a few passes settle any fee schedule that grows with size.
  while (quantity > 0) {
    const price = fillPrice(account, book, working, quantity, reference);
    const charge = chargeAfter(account, book, working, quantity, price, at) - working.charged;
    const missing = quantity * price + charge - free;
    if (missing <= 0) return quantity;
    quantity = wholeLots(Math.min(quantity - lot, quantity - missing / price), lot);
  }
  return 0;
}

/** Closes a position by its protective stop or target; what the participation cap leaves goes to the market at the next open. */
export function fireProtection(
  account: Account,
  book: Book,
  level: number,
  meeting: Meeting,
  type: "stop" | "limit",
): void {
  const side: Side = book.quantity > 0 ? -1 : 1;
  const { reference, at } = meeting;
  const price = fromTicks(level, book.instrument.tick);
  const trailing = type === "stop" && level === book.trailStop && level !== book.stop;
  const name = type === "limit" ? "target" : trailing ? "trailing stop" : "stop";
  const gap = type === "stop" ? side * (reference - price) : 0;
  if (gap > 0 && at === "open") {
    account.gapFills += 1;
    account.gapCost += gap * Math.abs(book.quantity);
  }
  const order = makeOrder(account, book, {
    side,
    type,
    quantity: Math.abs(book.quantity),
    reason: reference === price ? `${name} at ${price}` : `${name} at ${price}, gapped to ${reference}`,
    bracket: undefined,
    decisions: [],
    context: undefined,
  });
  const working = openOrder(order, true);
  working[type === "stop" ? "trigger" : "limit"] = level;
  keepOrder(account, book, working);
  const quantity = capped(account, book, order.quantity);
  if (quantity > 0) fillOrder(account, book, working, quantity, meeting);
  if (book.quantity === 0) return settle(book, working);
  book.stop = NaN;
  book.target = NaN;
  book.trail = NaN;
  book.trailStop = NaN;
  working.type = "market";
  working.trigger = NaN;
  working.limit = NaN;
  rest(book, working);
}
