import type { Account } from "./account.ts";
import type { Book } from "./book.ts";
import { makeOrder, openOrder } from "./broker.ts";
import { noFees } from "./fees/no-fees.ts";
import { fillOrder, type Meeting } from "./fill-order.ts";
import { noSlippage } from "./slippage/no-slippage.ts";

/** Turns part of a position, or all of it, into cash that a company pays: no broker, so no fee and no slippage. */
export function fillFree(
  account: Account,
  book: Book,
  quantity: number,
  reason: string,
  meeting: Meeting,
): void {
  const order = makeOrder(account, book, {
    side: book.quantity > 0 ? -1 : 1,
    type: "market",
    quantity,
    reason,
    bracket: undefined,
    decisions: [],
    context: undefined,
  });
  const free: Account = { ...account, fees: noFees(), slippage: noSlippage() };
  fillOrder(free, book, openOrder(order, true), quantity, meeting);
  account.cash = free.cash;
  account.realised = free.realised;
  account.nextOrderId = free.nextOrderId;
}
