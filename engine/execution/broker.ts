import { isoTime } from "../data/check-bars.ts";
import type { EntryContext, Order, SingleOrder, Target } from "../market/order.ts";
import { fromTicks, levelTicks, toTicks } from "../market/ticks.ts";
import { tally, type Account } from "./account.ts";
import type { Book, WorkingOrder } from "./book.ts";
import { followEntry, watch } from "./protection.ts";

/** An order's parts before it has an identity. */
export type OrderParts = Pick<
  Order,
  "side" | "type" | "quantity" | "reason" | "bracket" | "decisions" | "context"
>;

/** Gives an order its identity: number, symbol, bar and time of submission. */
export function makeOrder(account: Account, book: Book, parts: OrderParts): Order {
  const { side, type, quantity, reason, bracket, decisions, context } = parts;
  return {
    id: account.nextOrderId++,
    symbol: book.symbol,
    side,
    type,
    quantity,
    submittedBar: book.bar,
    submittedTime: book.bars.closeTime[book.bar] as number,
    reason,
    bracket,
    decisions,
    context,
  };
}

/** An order with nothing filled. */
export function openOrder(order: Order, reduceOnly: boolean, group = 0): WorkingOrder {
  return {
    order,
    side: order.side,
    type: order.type,
    remaining: order.quantity,
    filled: 0,
    value: 0,
    made: 0,
    madeValue: 0,
    charged: 0,
    limit: NaN,
    trigger: NaN,
    trail: NaN,
    reduceOnly,
    timeInForce: "gtc",
    group,
    ratio: 1,
    triedBar: -1,
  };
}

const MARKET: SingleOrder = { type: "market", timeInForce: "gtc" };
const ONE_MARKET: readonly SingleOrder[] = [MARKET];

/**
 * Orders the way from what is held to the target, replacing what rests for an earlier target. A target already held, or already
 * under way at the market, orders nothing.
 *
 * @returns The first order; undefined where nothing was ordered.
 */
export function submitTarget(
  account: Account,
  book: Book,
  target: Target,
  context?: EntryContext,
): Order | undefined {
  const change = target.quantity - book.quantity;
  const requested = target.order;
  if (book.resting.length > 0) {
    if (requested === undefined && isUnderWay(book, change)) return undefined;
    cancelResting(account, book, "replaced by a later signal");
  }
  if (change === 0) return undefined;
  const singles =
    requested === undefined ? ONE_MARKET : requested.type === "oco" ? requested.orders : [requested];
  const group = singles.length > 1 ? account.nextGroup++ : 0;
  let first: Order | undefined;
  for (const single of singles) {
    const order = makeOrder(account, book, {
      side: change > 0 ? 1 : -1,
      type: single.type,
      quantity: Math.abs(change),
      reason: target.reason,
      bracket: target.bracket,
      decisions: target.decisions,
      context,
    });
    first ??= order;
    const working = openOrder(order, isReduction(target.quantity, book.quantity), group);
    if (single !== MARKET) setLevels(working, single, book);
    rest(book, working);
    keepOrder(account, book, working);
  }
  return first;
}

/** Whether a target is what is held or less of it, on the same side: what takes it there must not turn the position round. */
function isReduction(target: number, held: number): boolean {
  return target === 0 || (target * held > 0 && Math.abs(target) < Math.abs(held));
}

/** Whether what rests at the market already makes the change. */
function isUnderWay(book: Book, change: number): boolean {
  let resting = 0;
  for (const { type, side, remaining } of book.resting) {
    if (type !== "market") return false;
    resting += side * remaining;
  }
  return resting === change;
}

/** Prices in ticks, rounded so that a limit is never made worse for its owner, nor a trigger nearer. */
function setLevels(working: WorkingOrder, single: SingleOrder, book: Book): void {
  const { tick } = book.instrument;
  const { side } = working;
  working.timeInForce = single.timeInForce;
  const limitAt = (price: number): number => levelTicks(price, tick, side === 1 ? -1 : 1);
  if (single.type === "limit") working.limit = limitAt(single.price);
  else if (single.type === "trailing") working.trail = single.pct / 100;
  else if (single.type === "stop") working.trigger = levelTicks(single.price, tick, side);
  else if (single.type === "stop-limit") {
    working.trigger = levelTicks(single.price, tick, side);
    working.limit = limitAt(single.limit);
  }
}

/** Keeps an order for the run's blotter, where it is asked for. To be called before anything of it fills. */
export function keepOrder({ orders }: Account, book: Book, working: WorkingOrder): void {
  if (orders === undefined) return;
  const { side, limit, trigger, timeInForce } = working;
  const { tick } = book.instrument;
  const priceOf = (ticks: number): number => (ticks === ticks ? fromTicks(ticks, tick) : NaN);
  const held = book.quantity;
  const intent = side === 1 ? (held < 0 ? "cover" : "buy") : held > 0 ? "sell" : "short";
  orders.push({ working, intent, price: priceOf(limit), stopPrice: priceOf(trigger), timeInForce });
}

/** Puts an order into the market. */
export function rest(book: Book, working: WorkingOrder): void {
  const { tick } = book.instrument;
  if (working.trail === working.trail) followEntry(working, toTicks(book.lastPrice, tick), tick);
  if (book.resting.length === 0) book.resting = [working];
  else book.resting.push(working);
  recommit(book);
  watch(book);
}

/** Takes orders out of the market: all of them, or those that `which` picks. What had not filled at all is counted. */
export function cancelResting(
  account: Account,
  book: Book,
  why: string,
  which: (working: WorkingOrder) => boolean = () => true,
): void {
  const gone = book.resting.filter(which);
  if (gone.length === 0) return;
  book.resting = book.resting.filter((working) => !which(working));
  for (const { order, filled } of gone) {
    tally(account, `orders ${why}`, `order ${why}`, () => {
      const at = isoTime(order.submittedTime);
      const part = filled > 0 ? ` after ${filled} of ${order.quantity}` : "";
      return `${order.type} of ${order.symbol} from ${at}${part}`;
    });
  }
  recommit(book);
  watch(book);
}

/** Takes an order that has filled, and its one-cancels-other siblings, out of the market. */
export function settle(book: Book, working: WorkingOrder): void {
  const done = working.remaining <= 1e-12;
  const { group } = working;
  if (done && book.resting.length === 1) book.resting = [];
  else if (done || group !== 0) {
    book.resting = book.resting.filter((other) =>
      other === working ? !done : group === 0 || other.group !== group,
    );
  }
  recommit(book);
  watch(book);
}

/** Works out the signed holding once every resting entry has filled; of orders that cancel each other one counts. */
export function recommit(book: Book): void {
  let committed = book.quantity;
  let lastGroup = 0;
  for (const { reduceOnly, group, side, remaining } of book.resting) {
    if (reduceOnly || (group !== 0 && group === lastGroup)) continue;
    lastGroup = group;
    committed += side * remaining;
  }
  book.committed = committed;
}
