import type { Side } from "../market/order.ts";
import { fromTicks, levelTicks, toTicks } from "../market/ticks.ts";
import type { Book, WorkingOrder } from "./book.ts";

/**
 * Rests an entry's bracket behind the position: of several stops, or targets, the nearest. Levels are rounded to the tick against
 * the trader: stops away from the price, targets too.
 *
 * @param ratio What splits have made of a share since the order's submission: its prices are in the shares of then.
 */
export function protect(book: Book, { order, ratio }: Pick<WorkingOrder, "order" | "ratio">): void {
  const side: Side = book.quantity > 0 ? 1 : -1;
  const { tick } = book.instrument;
  const { entryPrice: entry } = book;
  const { stopPct, stopPrice, stopDistance, targetPct, targetPrice, trailPct, trailActivationPct, maxBars } =
    order.bracket ?? {};
  const level = (price: number, toward: 1 | -1): number => levelTicks(price, tick, toward);
  const away = side === 1 ? -1 : 1;
  book.entry = order;
  book.stop = NaN;
  book.target = NaN;
  if (stopPct !== undefined) book.stop = level(entry * (1 - (side * stopPct) / 100), away);
  if (stopPrice !== undefined) book.stop = nearest(side, book.stop, level(stopPrice / ratio, away));
  if (stopDistance !== undefined)
    book.stop = nearest(side, book.stop, level(Math.max(entry - (side * stopDistance) / ratio, 0), away));
  if (targetPct !== undefined) book.target = level(entry * (1 + (side * targetPct) / 100), side);
  if (targetPrice !== undefined)
    book.target = -nearest(side, -book.target, -level(targetPrice / ratio, side));
  if (trailPct === undefined) book.trail = NaN;
  else {
    book.trail = trailPct / 100;
    book.trailFrom = level(entry * (1 + (side * (trailActivationPct ?? 0)) / 100), side);
    book.best = toTicks(entry, tick);
    followTrail(book, book.best);
  }
  book.leaveBar = maxBars === undefined ? Infinity : book.entryBar + maxBars - 1;
  watch(book);
}

/** The level nearer to the price of two stops; NaN is none. */
function nearest(side: Side, a: number, b: number): number {
  if (a !== a) return b;
  if (b !== b) return a;
  return side === 1 ? Math.max(a, b) : Math.min(a, b);
}

/** Takes every protective level away. */
export function dropProtection(book: Book): void {
  book.entry = undefined;
  book.stop = NaN;
  book.target = NaN;
  book.trail = NaN;
  book.trailStop = NaN;
  book.leaveBar = Infinity;
  book.resting =
    book.resting.length === 0 ? book.resting : book.resting.filter(({ reduceOnly }) => !reduceOnly);
  watch(book);
}

/** The protective stop in ticks: the nearer of the fixed and the trailing one. */
export function stopLevel(book: Book): number {
  return nearest(book.quantity > 0 ? 1 : -1, book.stop, book.trailStop);
}

/** Lets a trailing stop follow a price that has been walked, in ticks; it never goes back. */
export function followTrail(book: Book, price: number): void {
  const side: Side = book.quantity > 0 ? 1 : -1;
  const { tick } = book.instrument;
  if (side * (price - book.best) > 0) book.best = price;
  if (!(side * (book.best - book.trailFrom) >= 0)) return;
  const level = levelTicks(fromTicks(book.best, tick) * (1 - side * book.trail), tick, side === 1 ? -1 : 1);
  book.trailStop = nearest(side, book.trailStop, level);
}

/** Lets a trailing entry order follow a price that has been walked, in ticks. */
export function followEntry(working: WorkingOrder, price: number, tick: number): void {
  const { side, trail } = working;
  const level = levelTicks(fromTicks(price, tick) * (1 + side * trail), tick, side);
  const before = working.trigger;
  working.trigger =
    before !== before ? level : side === 1 ? Math.min(before, level) : Math.max(before, level);
}

/** Works out between which prices a bar touches nothing that rests; to be called whenever a level changes. */
export function watch(book: Book): void {
  if (book.quantity === 0 && book.resting.length === 0) {
    book.stopPrice = NaN;
    book.floor = -Infinity;
    book.ceiling = Infinity;
    return;
  }
  let low = -Infinity;
  let high = Infinity;
  if (book.quantity !== 0) {
    const stop = stopLevel(book);
    book.stopPrice = stop === stop ? fromTicks(stop, book.instrument.tick) : NaN;
    const [below, above] = book.quantity > 0 ? [stop, book.target] : [book.target, stop];
    if (below === below) low = below;
    if (above === above) high = above;
    // A trailing stop has to see every bar.
    if (book.trail === book.trail) low = Infinity;
  } else book.stopPrice = NaN;
  for (const { side, limit, trigger, trail, type } of book.resting) {
    if (type === "market" || type === "market-on-close") continue;
    if (trail === trail) low = Infinity;
    const level = trigger === trigger ? trigger : limit;
    const falls = (trigger === trigger) === (side === -1);
    if (falls) low = Math.max(low, level);
    else high = Math.min(high, level);
  }
  const { tick } = book.instrument;
  // A step of slack: the walk itself decides, in whole ticks.
  book.floor = Number.isFinite(low) ? fromTicks(low + 1, tick) : low;
  book.ceiling = Number.isFinite(high) ? fromTicks(high - 1, tick) : high;
}
