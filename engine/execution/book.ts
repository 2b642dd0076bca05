import type { ShareBasis } from "../data/share-basis.ts";
import type { Bars } from "../market/bars.ts";
import type { CorporateAction } from "../market/corporate-actions.ts";
import { History } from "../market/history.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Order, OrderType, Side } from "../market/order.ts";

/** Part of a position that came from one fill; `reference` is its price without slippage. */
export interface Lot {
  quantity: number;
  reference: number;
}

/** An order that has not yet filled whole, with what it has filled and paid so far. Levels are in ticks; NaN for none. */
export interface WorkingOrder {
  readonly order: Order;
  readonly side: Side;
  /** Changes where a stop-limit arms (to "limit") or a market order outlives its first try. */
  type: OrderType;
  /** Units still to fill, unsigned. */
  remaining: number;
  filled: number;
  /** Quote currency of what has filled, unsigned. */
  value: number;
  /** What of both made liquidity. */
  made: number;
  madeValue: number;
  charged: number;
  limit: number;
  trigger: number;
  /** Distance of a trailing order as a fraction of the best price. */
  trail: number;
  /** Never opens or enlarges a position. */
  readonly reduceOnly: boolean;
  timeInForce: "day" | "gtc" | "ioc";
  /** Orders of one group cancel each other; 0 for none. */
  readonly group: number;
  /** Shares for each one at the time of submission: what splits since have made of the order's own prices. */
  ratio: number;
  /** The last bar inside which it was tried and not filled whole. */
  triedBar: number;
}

/** One symbol's side of the account: its bars, its holding, what rests in the market. Written by execution only. */
export interface Book {
  /** Place among the run's symbols. */
  readonly index: number;
  readonly symbol: string;
  readonly bars: Bars;
  readonly instrument: Instrument;
  readonly history: History;
  /** The bar that is open or comes next. */
  bar: number;
  /** Bars that have closed: where `history` ends. */
  readonly past: { seen: number; restated: Bars | undefined };
  /** Whether `bar` has opened and not yet closed. */
  inside: boolean;
  quantity: number;
  committed: number;
  entryPrice: number;
  entryBar: number;
  exitBar: number;
  exitReturn: number;
  lastPrice: number;
  /** Signed sum of lots at their reference prices. */
  basis: number;
  lots: Lot[];
  /** Cash flows and entry value since the position was last flat. */
  tripCash: number;
  tripValue: number;
  /** Dividends received less those owed, and borrow and interest paid, since then. */
  tripDividends: number;
  tripFinancing: number;
  /** Orders in the market, in the order of their submission. */
  resting: WorkingOrder[];
  /** The order whose bracket rests. */
  entry: Order | undefined;
  /** Protective levels in ticks, NaN for none; `stopPrice` is the nearer stop as a price. */
  stop: number;
  target: number;
  stopPrice: number;
  /** Trailing stop: fraction of the best price, the price in ticks from which it follows, the best so far, its level. */
  trail: number;
  trailFrom: number;
  best: number;
  trailStop: number;
  /** Bar at whose close the time stop asks to leave; Infinity for none. */
  leaveBar: number;
  /** Bar on which the target may not fill, since its entry filled inside it; -1 for none. */
  targetBlockedBar: number;
  /** A bar whose low is above `floor` and whose high is below `ceiling` touches nothing that rests. */
  floor: number;
  ceiling: number;
  /** Units filled in the bar that is open, for the participation cap. */
  tradedBar: number;
  traded: number;
  /** Bars whose outcome rests on the order in which their extremes came. */
  readonly ambiguous: number[];
  /** Splits and dividends to come, oldest first, and the next one's place and time. */
  readonly actions: readonly CorporateAction[];
  nextAction: number;
  nextActionTime: number;
  /** The history in the shares of each stretch between splits. */
  readonly bases: readonly ShareBasis[];
}

/** How a book is opened. */
export interface BookOptions {
  readonly index?: number;
  readonly instrument?: Instrument;
  /** Of this symbol, oldest first. */
  readonly actions?: readonly CorporateAction[];
  /** Of these bars and actions; the bars as they are where absent. */
  readonly bases?: readonly ShareBasis[];
}

/** Opens an empty book at a bar. */
export function openBook(bars: Bars, bar: number, options: BookOptions = {}): Book {
  const { index = 0, instrument = { tick: 0, lot: 1 }, actions = [] } = options;
  const { bases = [{ from: 0, bars }] } = options;
  const past = { seen: bar, restated: undefined };
  return {
    index,
    symbol: bars.symbol,
    bars,
    instrument,
    past,
    history: new History(bars, past),
    bar,
    inside: false,
    quantity: 0,
    committed: 0,
    entryPrice: NaN,
    entryBar: -1,
    exitBar: -1,
    exitReturn: NaN,
    lastPrice: bars.close[bar - 1] ?? (bars.open[bar] as number),
    basis: 0,
    lots: [],
    tripCash: 0,
    tripValue: 0,
    tripDividends: 0,
    tripFinancing: 0,
    resting: [],
    entry: undefined,
    stop: NaN,
    target: NaN,
    stopPrice: NaN,
    trail: NaN,
    trailFrom: NaN,
    best: NaN,
    trailStop: NaN,
    leaveBar: Infinity,
    targetBlockedBar: -1,
    floor: -Infinity,
    ceiling: Infinity,
    tradedBar: -1,
    traded: 0,
    ambiguous: [],
    actions,
    nextAction: 0,
    nextActionTime: actions[0]?.exTime ?? Infinity,
    bases,
  };
}
