import type { FeeRequest } from "#engine/execution/fees/fee-schedule.ts";
import { History } from "#engine/market/history.ts";
import type { Portfolio, Position } from "#engine/market/portfolio.ts";
import type { RiskRequest } from "#engine/risk/rule.ts";
import { buy } from "#engine/signals/signal.ts";
import type { SizeRequest } from "#engine/sizing/sizer.ts";
import { flatBars } from "./bars.ts";

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** A past of such daily closes, all of them seen. */
export function historyOf(closes: readonly number[], symbol = "T"): History {
  return new History(flatBars(closes, symbol), { seen: closes.length });
}

/** An account of 10,000 in cash that holds what is given. */
export function portfolioOf(parts: Partial<Portfolio> = {}): Portfolio {
  return {
    ...{ cash: 10_000, equity: 10_000, peak: 10_000, dayStart: 10_000, outcomes: [], positions: [] },
    halts: new Map(),
    ...parts,
  };
}

/** A position: nothing held, at 100, unless said otherwise. */
export function positionOf(parts: Partial<Position> = {}): Position {
  const { quantity = 0 } = parts;
  return {
    ...{ symbol: "P", quantity, committed: quantity, entryPrice: 100, entryBar: 0, lastPrice: 100 },
    ...{ instrument: { tick: 0, lot: 1 }, stopPrice: NaN, exitBar: -1, exitReturn: NaN },
    history: historyOf([100]),
    ...parts,
  };
}

/** What a sizer sees of a buy at 100. */
export function sizeRequest(parts: Partial<SizeRequest> = {}): SizeRequest {
  return {
    ...{ symbol: "T", side: 1, signal: buy(), price: 100, instrument: { tick: 0, lot: 1 } },
    ...{ portfolio: portfolioOf(), history: historyOf([100]) },
    ...parts,
  };
}

/** What a rule sees of an entry of 50 at 100. */
export function riskRequest(parts: Partial<RiskRequest> = {}): Mutable<RiskRequest> {
  return {
    ...{ symbol: "T", side: 1, quantity: 50, price: 100, instrument: { tick: 0, lot: 1 }, bar: 10 },
    ...{ portfolio: portfolioOf(), history: historyOf([100]) },
    ...parts,
  };
}

/** An order that fills whole, at one price. */
export function feeRequest(parts: Partial<FeeRequest> = {}): FeeRequest {
  const { quantity = 100, price = 25 } = parts;
  return {
    ...{ side: 1, quantity, price, value: quantity * price, madeQuantity: 0, madeValue: 0 },
    ...{ monthQuantity: 0, time: 0 },
    ...parts,
  };
}
