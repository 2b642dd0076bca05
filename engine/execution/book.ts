import type { Bars } from "../market/bars.ts";
import type { Order } from "../market/order.ts";

/** Part of a position that came from one fill; `reference` is its price without slippage. */
export interface Lot {
  quantity: number;
  readonly reference: number;
}

/** An order that has not yet filled whole, with what it has filled and paid so far. */
export interface WorkingOrder {
  readonly order: Order;
  filled: number;
  charged: number;
}

/** One symbol's side of the account: its bars, its holding, what rests in the market. Written by the broker and the clock only. */
export interface Book {
  /** Place among the run's symbols. */
  readonly index: number;
  readonly symbol: string;
  readonly bars: Bars;
  /** The bar that is open or comes next. */
  bar: number;
  /** Whether `bar` has opened and not yet closed. */
  inside: boolean;
  quantity: number;
  entryPrice: number;
  entryBar: number;
  lastPrice: number;
  /** Signed sum of lots at their reference prices. */
  basis: number;
  lots: Lot[];
  pending: WorkingOrder | undefined;
  /** The order whose bracket rests, and its levels; NaN for none. */
  entry: Order | undefined;
  stop: number;
  target: number;
}

/** Opens an empty book at a bar; `index` is its place among the run's symbols. */
export function openBook(bars: Bars, bar: number, index = 0): Book {
  return {
    index,
    symbol: bars.symbol,
    bars,
    bar,
    inside: false,
    quantity: 0,
    entryPrice: NaN,
    entryBar: -1,
    lastPrice: bars.close[bar - 1] ?? bars.open[bar] ?? NaN,
    basis: 0,
    lots: [],
    pending: undefined,
    entry: undefined,
    stop: NaN,
    target: NaN,
  };
}
