import type { Book } from "./book.ts";

/** Which books act next: all whose bar opens, or all whose bar closes, at one moment. */
export interface Clock {
  /** Moves to the next moment; false at the end of the data. */
  advance(): boolean;
  readonly time: number;
  readonly phase: "open" | "close";
  /** In symbol order; the same array is used again. */
  readonly group: readonly Book[];
}

interface Moment extends Clock {
  time: number;
  phase: "open" | "close";
  readonly group: Book[];
}

/**
 * One clock for all books: moments in time order, closes before opens where they coincide, so that no decision waits for
 * or sees another symbol's future. O(symbols) per moment.
 */
export function startClock(books: readonly Book[]): Clock {
  const moment: Moment = { time: -Infinity, phase: "open", group: [], advance: () => moveOn(books, moment) };
  return moment;
}

function moveOn(books: readonly Book[], moment: Moment): boolean {
  let close = Infinity;
  let open = Infinity;
  for (let index = 0; index < books.length; index++) {
    const book = books[index] as Book;
    if (book.inside) close = Math.min(close, book.bars.closeTime[book.bar] as number);
    else if (book.bar < book.bars.openTime.length)
      open = Math.min(open, book.bars.openTime[book.bar] as number);
  }
  if (close === Infinity && open === Infinity) return false;
  moment.phase = close <= open ? "close" : "open";
  moment.time = Math.min(close, open);
  gather(books, moment);
  return true;
}

function gather(books: readonly Book[], moment: Moment): void {
  const { group, time } = moment;
  const closing = moment.phase === "close";
  let size = 0;
  for (let index = 0; index < books.length; index++) {
    const book = books[index] as Book;
    if (book.inside !== closing || book.bar >= book.bars.openTime.length) continue;
    const at = closing ? book.bars.closeTime[book.bar] : book.bars.openTime[book.bar];
    if (at === time) group[size++] = book;
  }
  group.length = size;
}
