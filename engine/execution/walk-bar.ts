import { firstAtOrAfter } from "../data/dataset.ts";
import type { Side } from "../market/order.ts";
import { fromTicks, toTicks } from "../market/ticks.ts";
import type { Account } from "./account.ts";
import type { Book, WorkingOrder } from "./book.ts";
import { fireProtection, increaseWith, reduceWith } from "./execute.ts";
import { arm } from "./open-bars.ts";
import type { BarPrices } from "./paths/path.ts";
import { followEntry, followTrail, stopLevel, watch } from "./protection.ts";

/** The next thing that a leg of the path touches, in ticks. */
interface Touch {
  readonly what: "stop" | "target" | WorkingOrder;
  readonly at: number;
}

/** What happens between a bar's open and its close, along the path that the account's profile assumes. Most bars touch nothing. */
export function walkBar(account: Account, book: Book): void {
  const { bars, bar } = book;
  if ((bars.low[bar] as number) > book.floor && (bars.high[bar] as number) < book.ceiling) return;
  const finer = account.finer.get(book.symbol);
  if (!finer || !walkFiner(account, book, finer)) walkPrices(account, book, pricesAt(book.bars, bar));
}

function pricesAt(bars: Book["bars"], bar: number): BarPrices {
  return {
    open: bars.open[bar] as number,
    high: bars.high[bar] as number,
    low: bars.low[bar] as number,
    close: bars.close[bar] as number,
  };
}

/** Walks the finer bars inside this one; false where there are none. */
function walkFiner(account: Account, book: Book, finer: Book["bars"]): boolean {
  const { openTime, closeTime } = book.bars;
  const from = firstAtOrAfter(finer.openTime, openTime[book.bar] as number);
  const to = firstAtOrAfter(finer.openTime, closeTime[book.bar] as number);
  for (let bar = from; bar < to; bar++) {
    walkPrices(account, book, pricesAt(finer, bar));
    book.targetBlockedBar = -1;
  }
  return to > from;
}

function walkPrices(account: Account, book: Book, prices: BarPrices): void {
  const { tick } = book.instrument;
  const [low, high] = [toTicks(prices.low, tick), toTicks(prices.high, tick)];
  let at = toTicks(prices.open, tick);
  followAll(book, at);
  let highFirst = startsHigh(account, book, prices, at);
  let leg = 0;
  while (leg < 3) {
    const to = leg === 2 ? toTicks(prices.close, tick) : (leg === 0) === highFirst ? high : low;
    const touch = nextTouch(account, book, at, to);
    if (!touch) {
      followAll(book, to);
      at = to;
      leg += 1;
      continue;
    }
    at = touch.at;
    const held = book.quantity;
    fire(account, book, touch, low, high);
    if (book.quantity === 0 || held * book.quantity > 0 || !account.path.rewinds) continue;
    // Entered inside the bar: the profile decides afresh which extreme is still to come.
    const adverse = account.path.adverseFirst(book.quantity > 0 ? 1 : -1, prices);
    highFirst = adverse === book.quantity < 0;
    leg = 0;
    if (adverse) book.targetBlockedBar = book.bar;
  }
  watch(book);
}

/** Which extreme comes first. While flat, profiles that depend on the position go to the nearest resting order first. */
function startsHigh(account: Account, book: Book, prices: BarPrices, open: number): boolean {
  const { path } = account;
  if (book.quantity !== 0) {
    const side: Side = book.quantity > 0 ? 1 : -1;
    return path.adverseFirst(side, prices) === (side === -1);
  }
  if (!path.rewinds) return !path.adverseFirst(1, prices);
  let [above, below] = [Infinity, Infinity];
  for (const { trigger, limit } of book.resting) {
    const level = trigger === trigger ? trigger : limit;
    if (level >= open) above = Math.min(above, level - open);
    else if (level < open) below = Math.min(below, open - level);
  }
  return above < below;
}

/** Trailing stops and trailing entries learn of a price once it has been walked. */
function followAll(book: Book, price: number): void {
  if (book.trail === book.trail) followTrail(book, price);
  for (const working of book.resting) {
    if (working.trail === working.trail) followEntry(working, price, book.instrument.tick);
  }
}

/** The first thing that the way from one price to another touches; at equal prices protection before entries. */
function nextTouch(account: Account, book: Book, from: number, to: number): Touch | undefined {
  const { limitPenetrationTicks } = account.settings;
  const need = book.instrument.tick === 0 ? Math.min(limitPenetrationTicks, 1) : limitPenetrationTicks;
  let what: Touch["what"] | undefined;
  let at = Infinity;
  if (book.quantity !== 0) {
    const long = book.quantity > 0;
    const stop = touchAt(from, to, stopLevel(book), long, 0);
    if (isNearer(stop, at, from)) {
      what = "stop";
      at = stop;
    }
    const target = book.targetBlockedBar === book.bar ? NaN : touchAt(from, to, book.target, !long, need);
    if (isNearer(target, at, from)) {
      what = "target";
      at = target;
    }
  }
  for (const working of book.resting) {
    if (working.type === "market" || working.type === "market-on-close") continue;
    if (working.triedBar === book.bar || (working.reduceOnly && book.quantity * working.side >= 0)) continue;
    const { trigger, limit, side } = working;
    const armed = trigger !== trigger;
    const touch = armed
      ? touchAt(from, to, limit, side === 1, need)
      : touchAt(from, to, trigger, side === -1, 0);
    if (isNearer(touch, at, from)) {
      what = working;
      at = touch;
    }
  }
  return what && { what, at };
}

/** Where a way touches a level that is met from above (`falls`) or below and has to be gone beyond by so much; NaN where it does not. */
function touchAt(from: number, to: number, level: number, falls: boolean, beyond: number): number {
  if (falls) return Math.min(from, to) <= level - beyond ? Math.min(from, level) : NaN;
  return Math.max(from, to) >= level + beyond ? Math.max(from, level) : NaN;
}

function isNearer(touch: number, at: number, from: number): boolean {
  return Math.abs(touch - from) < Math.abs(at - from);
}

function fire(account: Account, book: Book, { what, at }: Touch, low: number, high: number): void {
  const meeting = { reference: fromTicks(at, book.instrument.tick), at: "inside" } as const;
  const { stop, target } = book;
  if (what === "stop" || what === "target") {
    const level = what === "stop" ? stopLevel(book) : target;
    if (spans(book.quantity > 0, stop, target, low, high)) noteAmbiguous(book);
    fireProtection(account, book, level, meeting, what === "stop" ? "stop" : "limit");
    return;
  }
  if (what.type === "stop-limit") return arm(book, what);
  what.triedBar = book.bar;
  reduceWith(account, book, what, meeting);
  increaseWith(account, book, what, meeting);
  // What a triggered stop could not fill is a market order from now on.
  if (what.type !== "limit" && book.resting.includes(what)) {
    what.type = "market";
    what.trigger = NaN;
  }
  const inside = (level: number): boolean => level >= low && level <= high;
  if (book.quantity !== 0 && (inside(book.stop) || inside(book.target))) noteAmbiguous(book);
}

function spans(long: boolean, stop: number, target: number, low: number, high: number): boolean {
  return long ? low <= stop && high >= target : high >= stop && low <= target;
}

function noteAmbiguous(book: Book): void {
  if (book.ambiguous[book.ambiguous.length - 1] !== book.bar) book.ambiguous.push(book.bar);
}
