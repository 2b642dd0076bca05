import type { EntryContext } from "../market/order.ts";
import type { Account } from "./account.ts";
import type { Book } from "./book.ts";

/** How the account stood at the close that decided an entry. O(symbols). */
export function entryContext(
  account: Account,
  book: Book,
  quantity: number,
  metadata?: EntryContext["metadata"],
): EntryContext {
  const { equity, peak } = account;
  return {
    metadata,
    sizePct: (100 * Math.abs(quantity) * book.lastPrice) / equity,
    heat: openRisk(account) / equity,
    drawdown: equity / peak - 1,
  };
}

/** What all open positions would lose from their last prices to their stops; all of their value where there is none. */
function openRisk(account: Account): number {
  let risk = 0;
  for (const { quantity, lastPrice, stopPrice } of account.positions) {
    if (quantity === 0) continue;
    const value = quantity * lastPrice;
    risk += stopPrice === stopPrice ? Math.max(0, value - quantity * stopPrice) : Math.abs(value);
  }
  return risk;
}
