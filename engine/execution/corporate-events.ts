import { basisAt } from "../data/share-basis.ts";
import type { CorporateAction } from "../market/corporate-actions.ts";
import { fromTicks, levelTicks } from "../market/ticks.ts";
import { wholeLots } from "../sizing/sizer.ts";
import type { Account } from "./account.ts";
import type { Book } from "./book.ts";
import { recommit } from "./broker.ts";
import { settleDelistings } from "./delistings.ts";
import { fillFree } from "./fill-free.ts";
import { watch } from "./protection.ts";

/** Applies what goes ex with the bar that opens now: entitlements and ratios count for what was held at the close before. */
export function applyActions(account: Account, book: Book): void {
  const time = book.bars.openTime[book.bar] as number;
  while (time >= book.nextActionTime) {
    const action = book.actions[book.nextAction] as CorporateAction;
    if (action.type === "split") split(account, book, action.ratio);
    else entitle(account, book, action, time);
    book.nextAction += 1;
    book.nextActionTime = book.actions[book.nextAction]?.exTime ?? Infinity;
  }
}

type Dividend = Extract<CorporateAction, { type: "dividend" }>;

/** A dividend belongs to the holder of the close before, as a receivable until it is paid; shorts owe it. */
function entitle(account: Account, book: Book, { amount, payTime }: Dividend, time: number): void {
  if (book.quantity === 0) return;
  const due = book.quantity * amount;
  account.dividends += due;
  book.tripDividends += due;
  book.tripCash += due;
  if (payTime === undefined || payTime <= time) {
    account.cash += due;
    return;
  }
  account.receivable += due;
  account.payments.push({ time: payTime, amount: due });
  account.nextDue = Math.min(account.nextDue, payTime);
}

/** Settles what is due by the bar that a book opens: dividends whose day has come, and symbols that are no more. */
export function settleDue(account: Account, { bars, bar }: Book): void {
  const time = bars.openTime[bar] as number;
  settleDelistings(account, time);
  const waiting = account.payments.splice(0);
  account.nextDue = account.delistings[0]?.time ?? Infinity;
  for (const payment of waiting) {
    if (payment.time <= time) account.cash += payment.amount;
    else {
      account.payments.push(payment);
      account.nextDue = Math.min(account.nextDue, payment.time);
    }
  }
  account.receivable = account.payments.reduce((sum, { amount }) => sum + amount, 0);
}

/** Multiplies holdings and resting quantities, divides prices; fractions of a lot turn to cash at the close before. */
function split(account: Account, book: Book, ratio: number): void {
  book.lastPrice /= ratio;
  book.past.restated = basisAt(book.bases, book.bar).bars;
  if (book.quantity !== 0) {
    account.splits.push({ fill: account.fills.length, symbol: book.symbol, bar: book.bar, ratio });
    book.quantity *= ratio;
    book.entryPrice /= ratio;
    for (const lot of book.lots) {
      lot.quantity *= ratio;
      lot.reference /= ratio;
    }
    cashFraction(account, book);
  }
  splitLevels(book, ratio);
  recommit(book);
  watch(book);
}

function splitLevels(book: Book, ratio: number): void {
  const { tick, lot } = book.instrument;
  const shift = (ticks: number, toward: 1 | -1): number =>
    ticks === ticks ? levelTicks(fromTicks(ticks, tick) / ratio, tick, toward) : NaN;
  const side = book.quantity < 0 ? -1 : 1;
  const away = side === 1 ? -1 : 1;
  book.stop = shift(book.stop, away);
  book.trailStop = shift(book.trailStop, away);
  book.best = shift(book.best, side);
  book.trailFrom = shift(book.trailFrom, side);
  book.target = shift(book.target, side);
  for (const working of book.resting) {
    working.remaining = wholeLots(working.remaining * ratio, lot);
    working.filled *= ratio;
    working.made *= ratio;
    working.ratio *= ratio;
    working.limit = shift(working.limit, working.side === 1 ? -1 : 1);
    working.trigger = shift(working.trigger, working.side);
  }
}

/** A company pays cash in lieu of fractions: no order, no fee. */
function cashFraction(account: Account, book: Book): void {
  const held = Math.abs(book.quantity);
  const fraction = held - wholeLots(held, book.instrument.lot);
  if (fraction <= 1e-9 * held) return;
  const reason = "cash in lieu of fractional shares";
  fillFree(account, book, fraction, reason, { reference: book.lastPrice, at: "open" });
}
