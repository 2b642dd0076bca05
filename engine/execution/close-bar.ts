import type { Account } from "./account.ts";
import type { Book } from "./book.ts";
import { cancelResting } from "./broker.ts";
import { increaseWith, reduceWith } from "./execute.ts";
import { walkBar } from "./walk-bar.ts";

/** A bar from its open to its close: what rests inside it, then the close print. Afterwards the bar may be seen. */
export function closeBar(account: Account, book: Book): void {
  walkBar(account, book);
  const { bar, past } = book;
  book.lastPrice = book.bars.close[bar] as number;
  if (book.resting.length > 0) fillAtClose(account, book, false);
  past.seen = bar + 1;
}

/**
 * The close print: market-on-close orders of earlier bars, and with `everything` market orders of this very close, as the
 * on-close profile and the end of the data have it.
 */
export function fillAtClose(account: Account, book: Book, everything: boolean): void {
  const meeting = { reference: book.lastPrice, at: "close" } as const;
  for (const working of [...book.resting]) {
    const { order, type, timeInForce } = working;
    if (type !== "market-on-close" && !(everything && type === "market")) continue;
    if (type === "market-on-close" && order.submittedBar >= book.bar) continue;
    reduceWith(account, book, working, meeting);
    increaseWith(account, book, working, meeting);
    if (timeInForce === "ioc" && book.resting.includes(working))
      cancelResting(account, book, "not filled at once and cancelled", (other) => other === working);
  }
}
