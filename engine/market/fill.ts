import type { Order, Side } from "./order.ts";

/** One execution. `price` holds slippage, `reference` is the price without it; `fee` and `slippage` are costs, 0 or more. */
export interface Fill {
  readonly order: Order;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly reference: number;
  readonly fee: number;
  readonly slippage: number;
  readonly bar: number;
  /** UTC ms: the bar's open for a fill at the open, its close for one inside the bar or at its close. */
  readonly time: number;
  readonly at: "open" | "inside" | "close";
}
