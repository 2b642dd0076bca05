import { basisAt, type ShareBasis } from "../data/share-basis.ts";
import type { Bars } from "../market/bars.ts";
import type { Fill } from "../market/fill.ts";
import { History } from "../market/history.ts";
import type { Decision, Order, Side } from "../market/order.ts";
import type { CarryEvent, SplitEvent } from "../execution/account.ts";
import { marketRegime } from "../regimes/market-regime.ts";
import { excursions } from "./excursions.ts";

/** From flat to flat in one symbol, or to the end of the data; the shape of `trade` in result.ts. Costs are 0 or more. */
export interface RoundTrip {
  readonly id: number;
  readonly symbol: string;
  readonly side: "long" | "short";
  readonly quantity: number;
  readonly entryBar: number;
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly exitBar: number | null;
  readonly exitTime: number | null;
  readonly exitPrice: number | null;
  readonly pnl: number;
  readonly returnPct: number;
  readonly fees: number;
  readonly slippage: number;
  /** Received while held less what shorts owed; 0 where absent. */
  readonly dividends?: number | undefined;
  /** Borrow and margin interest paid, 0 or more; 0 where absent. */
  readonly financing?: number | undefined;
  readonly mfe: number;
  readonly mae: number;
  readonly bars: number;
  readonly entryReason: string;
  readonly exitReason: string;
  readonly decisions: Decision[];
  readonly regime?: string | undefined;
  readonly volatility?: number | null | undefined;
  readonly volume?: number | null | undefined;
  readonly sizePct?: number | undefined;
  readonly heat?: number | undefined;
  readonly drawdownAtEntry?: number | undefined;
  readonly metadata?: Readonly<Record<string, number | string | boolean>> | undefined;
  readonly fillQuality?: number | undefined;
  readonly ambiguous?: boolean | undefined;
}

/** What else happened to positions than fills. */
export interface TripEvents {
  /** In the order they happened, by the number of fills before each. */
  readonly splits?: readonly SplitEvent[];
  /** By symbol, bars whose outcome rests on the order of their extremes. */
  readonly ambiguous?: ReadonlyMap<string, readonly number[]>;
  /** What ended trips earned and cost beside their fills. */
  readonly carries?: readonly CarryEvent[];
  /** The same of positions that are still open, by symbol. */
  readonly openCarries?: ReadonlyMap<string, Carry>;
  /** By symbol, the history in the shares of each stretch between splits; raw prices where absent. */
  readonly bases?: ReadonlyMap<string, readonly ShareBasis[]>;
}

/** Dividends received and financing paid of one trip. */
type Carry = Omit<CarryEvent, "fill">;
const NO_CARRY: Carry = { dividends: 0, financing: 0 };

/** A trip under way: sums over its fills; `lots` are what is still open, oldest first. */
interface OpenTrip {
  readonly order: Order;
  readonly first: Fill;
  readonly side: Side;
  held: number;
  entered: number;
  entryValue: number;
  entryPrice: number;
  exited: number;
  exitValue: number;
  exitPrice: number;
  fees: number;
  slippage: number;
  /** Quantity-weighted quality of the fills so far, and their quantity. */
  quality: number;
  filled: number;
  readonly splits: SplitEvent[];
}

/**
 * Pairs fills into round trips, per symbol from flat to flat, in the order of their entries. A fill that turns a position round ends one
 * trip and begins the next, its costs shared by quantity. Trips still open at the end are marked to the last close.
 *
 * @param fills In the order they happened, all symbols together.
 * @returns Round trips; profits are net of fees, slippage and financing, dividends included. O(fills + bars held).
 */
export function roundTrips(
  fills: readonly Fill[],
  allBars: readonly Bars[],
  events: TripEvents = {},
): RoundTrip[] {
  const { splits = [], ambiguous } = events;
  const bySymbol = new Map(allBars.map((bars) => [bars.symbol, bars]));
  const open = new Map<string, OpenTrip>();
  const carries = new Map(events.carries?.map((carry) => [carry.fill, carry]));
  const closed: { readonly trip: OpenTrip; readonly last: Fill | undefined; readonly carry: Carry }[] = [];
  let nextSplit = 0;
  for (let index = 0; index < fills.length; index++) {
    const fill = fills[index] as Fill;
    while (splits[nextSplit] && (splits[nextSplit]?.fill ?? 0) <= index)
      splitTrip(open, splits[nextSplit++] as SplitEvent);
    const trip = open.get(fill.symbol);
    const closing = trip && trip.side !== fill.side ? Math.min(trip.held, fill.quantity) : 0;
    const quality = qualityOf(fill, bySymbol.get(fill.symbol));
    if (trip && closing > 0) {
      reduce(trip, fill, closing, quality);
      if (trip.held <= 1e-9) {
        open.delete(fill.symbol);
        closed.push({ trip, last: fill, carry: carries.get(index) ?? NO_CARRY });
      }
    }
    const adding = fill.quantity - closing;
    if (adding > 1e-9) enlarge(open, fill, adding, quality);
  }
  for (; nextSplit < splits.length; nextSplit++) splitTrip(open, splits[nextSplit] as SplitEvent);
  for (const trip of open.values()) {
    const carry = events.openCarries?.get(trip.order.symbol) ?? NO_CARRY;
    closed.push({ trip, last: undefined, carry });
  }
  closed.sort((a, b) => a.trip.first.time - b.trip.first.time || a.trip.order.id - b.trip.order.id);
  return closed.map(({ trip, last, carry }, index) => {
    const { symbol } = trip.order;
    const bases = events.bases?.get(symbol);
    const found = { last, carry, ambiguous: ambiguous?.get(symbol) ?? [], bases };
    return describeTrip(index + 1, trip, bySymbol.get(symbol), found);
  });
}

/** 1 where the fill had the best price of its bar, 0 the worst; 1 where the bar did not move. */
function qualityOf({ side, price, bar }: Fill, bars: Bars | undefined): number {
  const [high, low] = [bars?.high[bar] ?? NaN, bars?.low[bar] ?? NaN];
  if (!(high > low)) return 1;
  const share = (side === 1 ? high - price : price - low) / (high - low);
  return Math.min(1, Math.max(0, share));
}

/** Restates an open trip in the shares after a split; values stay. */
function splitTrip(open: Map<string, OpenTrip>, split: SplitEvent): void {
  const trip = open.get(split.symbol);
  if (!trip) return;
  const { ratio } = split;
  trip.held *= ratio;
  trip.entered *= ratio;
  trip.exited *= ratio;
  trip.entryPrice /= ratio;
  trip.exitPrice /= ratio;
  trip.splits.push(split);
}

function reduce(trip: OpenTrip, fill: Fill, quantity: number, quality: number): void {
  const share = quantity / fill.quantity;
  trip.held -= quantity;
  trip.exitPrice = average(trip.exitPrice, trip.exited, fill.price, quantity);
  trip.exited += quantity;
  trip.exitValue += quantity * fill.price;
  addCosts(trip, fill, share);
  trip.quality = average(trip.quality, trip.filled, quality, quantity);
  trip.filled += quantity;
}

function enlarge(open: Map<string, OpenTrip>, fill: Fill, quantity: number, quality: number): void {
  const share = quantity / fill.quantity;
  const { order, side, symbol } = fill;
  const trip = open.get(symbol) ?? openTrip(order, fill, side);
  trip.held += quantity;
  trip.entryPrice = average(trip.entryPrice, trip.entered, fill.price, quantity);
  trip.entered += quantity;
  trip.entryValue += quantity * fill.price;
  addCosts(trip, fill, share);
  trip.quality = average(trip.quality, trip.filled, quality, quantity);
  trip.filled += quantity;
  open.set(symbol, trip);
}

function openTrip(order: Order, first: Fill, side: Side): OpenTrip {
  const none = { held: 0, entered: 0, entryValue: 0, entryPrice: 0, exited: 0, exitValue: 0, exitPrice: 0 };
  return { order, first, side, ...none, fees: 0, slippage: 0, quality: 0, filled: 0, splits: [] };
}

function addCosts(trip: OpenTrip, fill: Fill, share: number): void {
  trip.fees += fill.fee * share;
  trip.slippage += fill.slippage * share;
}

/** Average price by quantity; exactly the fill's own price where there is one fill. */
function average(before: number, quantity: number, price: number, more: number): number {
  return quantity === 0 ? price : (before * quantity + price * more) / (quantity + more);
}

/** How a trip ended, and what else is known of its symbol. */
interface TripEnd {
  readonly last: Fill | undefined;
  readonly carry: Carry;
  readonly ambiguous: readonly number[];
  readonly bases: readonly ShareBasis[] | undefined;
}

function describeTrip(id: number, trip: OpenTrip, bars: Bars | undefined, end: TripEnd): RoundTrip {
  if (!bars) throw new Error(`fills of ${trip.order.symbol} without its bars`);
  const { order, first, side, entered, entryPrice, splits } = trip;
  const { last, carry, ambiguous } = end;
  const endBar = last?.bar ?? bars.close.length - 1;
  const mark = bars.close[bars.close.length - 1] ?? NaN;
  const moved = side * (trip.exitValue + trip.held * mark - trip.entryValue);
  const pnl = moved - trip.fees + carry.dividends - carry.financing;
  const exitPrice = last ? trip.exitPrice : null;
  return {
    ...{ id, symbol: order.symbol, side: side === 1 ? "long" : "short", quantity: entered },
    ...{ entryBar: first.bar, entryTime: first.time, entryPrice },
    ...{ exitBar: last?.bar ?? null, exitTime: last?.time ?? null, exitPrice, pnl },
    ...{ returnPct: (100 * pnl) / trip.entryValue, fees: trip.fees, slippage: trip.slippage },
    ...{ dividends: carry.dividends, financing: carry.financing },
    ...excursions(bars, side, entryPrice, { from: first.bar, to: endBar, last, splits }),
    ...{ bars: endBar - first.bar, entryReason: order.reason, exitReason: last?.order.reason ?? "" },
    decisions: [...order.decisions],
    ...contextOf(order, end.bases ? basisAt(end.bases, order.submittedBar).bars : bars),
    fillQuality: trip.quality,
    ambiguous: ambiguous.includes(first.bar) || (last !== undefined && ambiguous.includes(last.bar)),
  };
}

const LOOKBACK_BARS = 20;

/** What was known at the close that decided the entry: of the account, and of the market from the bars until then. */
function contextOf({ context, submittedBar }: Order, bars: Bars) {
  const history = new History(bars, { seen: submittedBar + 1 });
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    regime: marketRegime(history).name,
    volatility: finite(history.volatility(LOOKBACK_BARS)),
    volume: finite(history.averageVolume(LOOKBACK_BARS)),
    sizePct: context?.sizePct ?? 0,
    heat: context?.heat ?? 0,
    drawdownAtEntry: context?.drawdown ?? 0,
    ...(context?.metadata === undefined ? {} : { metadata: context.metadata }),
  };
}
