import type { Bars } from "../market/bars.ts";
import type { Fill } from "../market/fill.ts";
import type { Decision, Order, Side } from "../market/order.ts";
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
  readonly mfe: number;
  readonly mae: number;
  readonly bars: number;
  readonly entryReason: string;
  readonly exitReason: string;
  readonly decisions: Decision[];
}

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
}

/**
 * Pairs fills into round trips, per symbol from flat to flat, in the order of their entries. A fill that turns a position round ends one
 * trip and begins the next, its costs shared by quantity. Trips still open at the end are marked to the last close.
 *
 * @param fills In the order they happened, all symbols together.
 * @returns Round trips; profits are net of fees and slippage. O(fills + bars held).
 */
export function roundTrips(fills: readonly Fill[], allBars: readonly Bars[]): RoundTrip[] {
  const bySymbol = new Map(allBars.map((bars) => [bars.symbol, bars]));
  const open = new Map<string, OpenTrip>();
  const closed: { readonly trip: OpenTrip; readonly last: Fill | undefined }[] = [];
  for (const fill of fills) {
    const trip = open.get(fill.symbol);
    const closing = trip && trip.side !== fill.side ? Math.min(trip.held, fill.quantity) : 0;
    if (trip && closing > 0) {
      reduce(trip, fill, closing);
      if (trip.held <= 1e-12) {
        open.delete(fill.symbol);
        closed.push({ trip, last: fill });
      }
    }
    const adding = fill.quantity - closing;
    if (adding > 1e-12) enlarge(open, fill, adding);
  }
  for (const trip of open.values()) closed.push({ trip, last: undefined });
  closed.sort((a, b) => a.trip.first.time - b.trip.first.time || a.trip.order.id - b.trip.order.id);
  return closed.map(({ trip, last }, index) =>
    describeTrip(index + 1, trip, last, bySymbol.get(trip.order.symbol)),
  );
}

function reduce(trip: OpenTrip, fill: Fill, quantity: number): void {
  const share = quantity / fill.quantity;
  trip.held -= quantity;
  trip.exitPrice = average(trip.exitPrice, trip.exited, fill.price, quantity);
  trip.exited += quantity;
  trip.exitValue += quantity * fill.price;
  trip.fees += fill.fee * share;
  trip.slippage += fill.slippage * share;
}

function enlarge(open: Map<string, OpenTrip>, fill: Fill, quantity: number): void {
  const share = quantity / fill.quantity;
  const { order, side, symbol } = fill;
  const none = { held: 0, entered: 0, entryValue: 0, entryPrice: 0, exited: 0, exitValue: 0, exitPrice: 0 };
  const trip = open.get(symbol) ?? { order, first: fill, side, ...none, fees: 0, slippage: 0 };
  trip.held += quantity;
  trip.entryPrice = average(trip.entryPrice, trip.entered, fill.price, quantity);
  trip.entered += quantity;
  trip.entryValue += quantity * fill.price;
  trip.fees += fill.fee * share;
  trip.slippage += fill.slippage * share;
  open.set(symbol, trip);
}

/** Average price by quantity; exactly the fill's own price where there is one fill. */
function average(before: number, quantity: number, price: number, more: number): number {
  return quantity === 0 ? price : (before * quantity + price * more) / (quantity + more);
}

function describeTrip(id: number, trip: OpenTrip, last: Fill | undefined, bars: Bars | undefined): RoundTrip {
  if (!bars) throw new Error(`fills of ${trip.order.symbol} without its bars`);
  const { order, first, side, entered, entryPrice } = trip;
  const endBar = last?.bar ?? bars.close.length - 1;
  const mark = bars.close[bars.close.length - 1] ?? NaN;
  const pnl = side * (trip.exitValue + trip.held * mark - trip.entryValue) - trip.fees;
  const exitPrice = last ? trip.exitPrice : null;
  return {
    ...{ id, symbol: order.symbol, side: side === 1 ? "long" : "short", quantity: entered },
    ...{ entryBar: first.bar, entryTime: first.time, entryPrice },
    ...{ exitBar: last?.bar ?? null, exitTime: last?.time ?? null, exitPrice, pnl },
    ...{ returnPct: (100 * pnl) / trip.entryValue, fees: trip.fees, slippage: trip.slippage },
    ...excursions(bars, side, entryPrice, { from: first.bar, to: endBar, last }),
    ...{ bars: endBar - first.bar, entryReason: order.reason, exitReason: last?.order.reason ?? "" },
    decisions: [...order.decisions],
  };
}
