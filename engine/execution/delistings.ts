import { EngineError } from "../errors.ts";
import { isoTime } from "../data/check-bars.ts";
import type { Delisting } from "../market/delisting.ts";
import type { Account } from "./account.ts";
import type { Book } from "./book.ts";
import { cancelResting } from "./broker.ts";
import { fillFree } from "./fill-free.ts";

/** A delisting to come, with the book that it closes. */
export interface ComingDelisting extends Delisting {
  readonly book: Book;
}

/**
 * The delistings of a run's symbols, soonest first; those of other symbols are left out.
 *
 * @throws EngineError "bad-param" where a symbol's bars go on after its delisting.
 */
export function openDelistings(delistings: readonly Delisting[], books: readonly Book[]): ComingDelisting[] {
  const coming = delistings.flatMap((delisting) => {
    const book = books.find(({ symbol }) => symbol === delisting.symbol);
    if (!book) return [];
    checkEnded(delisting, book);
    return [{ ...delisting, book }];
  });
  return coming.sort((a, b) => a.time - b.time || a.book.index - b.book.index);
}

function checkEnded({ symbol, time }: Delisting, { bars: { openTime } }: Book): void {
  const last = openTime[openTime.length - 1] as number;
  if (time > last) return;
  const message = `delisting of ${symbol} at ${isoTime(time)}: its bars go on to ${isoTime(last)}; give a time after the last of them`;
  throw new EngineError("bad-param", message, { stage: "settings", field: "delistings", symbol });
}

/** Pays out what is held of symbols whose delisting has come by a moment (UTC ms), and takes their orders out of the market. */
export function settleDelistings(account: Account, time: number): void {
  const { delistings } = account;
  while ((delistings[0]?.time ?? Infinity) <= time) {
    const { book, returnPct, time: settled } = delistings.shift() as ComingDelisting;
    cancelResting(account, book, "cancelled by a delisting");
    payOut(account, book, returnPct, settled);
  }
}

/** No order and no fee: what a share is worth changes, then the company's agent pays for all of them. */
function payOut(account: Account, book: Book, returnPct: number, time: number): void {
  book.lastPrice *= 1 + returnPct / 100;
  if (book.quantity === 0) return;
  const after = book.bar;
  // The fill belongs to the last bar that there is; no other will come.
  book.bar = book.bars.openTime.length - 1;
  fillFree(account, book, Math.abs(book.quantity), reasonOf(returnPct), {
    reference: book.lastPrice,
    at: "close",
    time,
  });
  book.bar = after;
}

function reasonOf(returnPct: number): string {
  if (returnPct === 0) return "delisted at its last close";
  return `delisted ${Math.abs(returnPct)} % ${returnPct < 0 ? "below" : "above"} its last close`;
}
