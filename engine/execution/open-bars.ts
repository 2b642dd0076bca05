import { toTicks } from "../market/ticks.ts";
import type { Account } from "./account.ts";
import type { Book, WorkingOrder } from "./book.ts";
import { cancelResting } from "./broker.ts";
import { applyActions, settleDue } from "./corporate-events.ts";
import { fireProtection, increaseWith, reduceWith } from "./execute.ts";
import type { Meeting } from "./fill-order.ts";
import { turnDay } from "./financing.ts";
import { stopLevel, watch } from "./protection.ts";

const DAY_MS = 86_400_000;

/**
 * Everything up to and with the open print of the bars that open at one moment: corporate actions, financing, expiries; then what
 * reduces risk, in every book, then what adds to it, first-in first-out. The moment is read from the first book: a number that is handed on
 * is an object at every bar.
 */
export function openBars(account: Account, books: readonly Book[]): void {
  const first = books[0] as Book;
  const time = first.bars.openTime[first.bar] as number;
  if (time >= account.dayEnd) turnDay(account, first);
  if (time >= account.nextDue) settleDue(account, first);
  let busy = false;
  for (let index = 0; index < books.length; index++) {
    const book = books[index] as Book;
    if (time >= book.nextActionTime) applyActions(account, book);
    const open = book.bars.open[book.bar] as number;
    book.inside = true;
    book.lastPrice = open;
    if (book.resting.length > 0 || (book.quantity !== 0 && !(open > book.floor && open < book.ceiling)))
      busy = true;
  }
  if (busy) meetOpens(account, books);
}

function meetOpens(account: Account, books: readonly Book[]): void {
  let waiting = false;
  for (const book of books) {
    if (book.resting.length === 0) continue;
    waiting = true;
    if (anyExpired(book))
      cancelResting(account, book, "expired at the session's end", (working) => expired(book, working));
  }
  if (waiting) reduceAtOpen(account, books);
  for (const book of books) if (book.quantity !== 0) fireAtOpen(account, book);
  if (waiting) increaseAtOpen(account, books);
}

/** Whether an order is done for: a day order after its session. */
function expired(book: Book, { order, timeInForce }: WorkingOrder): boolean {
  if (timeInForce !== "day") return false;
  const first = order.submittedBar + 1;
  if (book.bar <= first) return false;
  const { openTime } = book.bars;
  const dayOf = (bar: number): number => Math.floor((openTime[bar] as number) / DAY_MS);
  return dayOf(book.bar) !== dayOf(first);
}

function anyExpired(book: Book): boolean {
  for (const working of book.resting) if (expired(book, working)) return true;
  return false;
}

interface Queued {
  readonly book: Book;
  readonly working: WorkingOrder;
}

/** What rests in any book, in the order of submission. */
function queueOf(books: readonly Book[]): Queued[] {
  const all: Queued[] = [];
  for (const book of books) for (const working of book.resting) all.push({ book, working });
  if (all.length > 1) all.sort((a, b) => a.working.order.id - b.working.order.id);
  return all;
}

function reduceAtOpen(account: Account, books: readonly Book[]): void {
  const first = books[0] as Book;
  // One order of one symbol needs no queue.
  if (books.length === 1 && first.resting.length === 1) {
    reduceOne(account, first, first.resting[0] as WorkingOrder);
    return;
  }
  for (const { book, working } of queueOf(books)) {
    // A sibling may have cancelled it meanwhile.
    if (book.resting.includes(working)) reduceOne(account, book, working);
  }
}

function reduceOne(account: Account, book: Book, working: WorkingOrder): void {
  if (book.quantity * working.side < 0 && meetsOpen(book, working))
    reduceWith(account, book, working, atOpen(book));
}

function increaseAtOpen(account: Account, books: readonly Book[]): void {
  const first = books[0] as Book;
  // One order of one symbol needs no queue.
  if (books.length === 1 && first.resting.length === 1) {
    increaseOne(account, first, first.resting[0] as WorkingOrder);
    return;
  }
  for (const { book, working } of queueOf(books)) {
    // A sibling may have cancelled it meanwhile.
    if (book.resting.includes(working)) increaseOne(account, book, working);
  }
}

function increaseOne(account: Account, book: Book, working: WorkingOrder): void {
  if (meetsOpen(book, working)) {
    const held = book.quantity;
    increaseWith(account, book, working, atOpen(book));
    if (held === book.quantity && working.type !== "market") working.triedBar = book.bar;
  }
  if (working.timeInForce === "ioc" && working.type !== "market-on-close")
    cancelResting(account, book, "not filled at once and cancelled", (other) => other === working);
}

function atOpen(book: Book): Meeting {
  return { reference: book.lastPrice, at: "open" };
}

/** Whether an order fills at the open print; a trigger that the market has gapped over is pulled, a stop-limit arms. */
function meetsOpen(book: Book, working: WorkingOrder): boolean {
  if (working.type === "market") return true;
  if (working.type === "market-on-close") return false;
  const { side } = working;
  const open = toTicks(book.lastPrice, book.instrument.tick);
  if (working.trigger === working.trigger) {
    if (side * (open - working.trigger) < 0) return false;
    if (working.type !== "stop-limit") return true;
    arm(book, working);
  }
  return side * (open - working.limit) <= 0;
}

/** A stop-limit whose trigger was touched rests as a limit. */
export function arm(book: Book, working: WorkingOrder): void {
  working.type = "limit";
  working.trigger = NaN;
  watch(book);
}

function fireAtOpen(account: Account, book: Book): void {
  const side = book.quantity > 0 ? 1 : -1;
  const open = toTicks(book.lastPrice, book.instrument.tick);
  const stop = stopLevel(book);
  if (side * (open - stop) <= 0) fireProtection(account, book, stop, atOpen(book), "stop");
  else if (side * (open - book.target) >= 0)
    fireProtection(account, book, book.target, atOpen(book), "limit");
}
