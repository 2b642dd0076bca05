import { EngineError } from "../errors.ts";
import type { Decision, Side, Target } from "../market/order.ts";
import type { Portfolio, Position } from "../market/portfolio.ts";
import type { Signal } from "../signals/signal.ts";
import { wholeLots, type Sizer } from "../sizing/sizer.ts";
import { reviewEntry } from "./review.ts";
import type { RiskRequest, RiskRule } from "./rule.ts";

/** The stages between a signal and the market, and what they act on. */
export interface TargetStages {
  readonly sizing: Sizer;
  readonly risk: readonly RiskRule[];
  readonly shorts: boolean;
  /** Told what every rule said about every entry. */
  readonly note?: (symbol: string, bar: number, decisions: readonly Decision[]) => void;
}

/**
 * Turns a signal into the holding wanted: stage 4 (sizing), then stage 5 (risk).
 *
 * A signal in the direction already held asks for nothing, unless it asks to rebalance. An exit is never put before the rules; of a turn
 * from long to short only the new side is, so that a block still closes the old one.
 *
 * @param bar The bar that has just closed, for messages.
 * @returns Undefined where nothing is asked for.
 * @throws EngineError "bad-order" on a sale of what is not owned where shorts are not allowed.
 */
export function targetOf(
  signal: Signal,
  position: Position,
  portfolio: Portfolio,
  stages: TargetStages,
  bar: number,
): Target | undefined {
  const { action, reason, order } = signal;
  const held = position.quantity;
  if (action === "hold") return undefined;
  const flat = (): Target => ({ quantity: 0, reason, bracket: undefined, decisions: [], order });
  if (action === "exit") return held === 0 ? undefined : flat();
  const side: Side = action === "buy" ? 1 : -1;
  if (held * side > 0) return signal.rebalance && rebalanced(signal, side, position, portfolio, stages, bar);
  if (side === -1 && !stages.shorts) {
    if (held > 0) return flat();
    const message = `invalid sell: no ${position.symbol} to sell; use exit(), or allow shorts with execution: { shorts: true }`;
    throw new EngineError("bad-order", message, { stage: "execution", symbol: position.symbol, bar });
  }
  return enter(signal, side, position, portfolio, stages, bar);
}

/** A request with the size that the sizer gives, in whole lots. */
function sizedRequest(
  signal: Signal,
  side: Side,
  position: Position,
  portfolio: Portfolio,
  sizing: Sizer,
  bar: number,
): RiskRequest & { quantity: number } {
  const { symbol, lastPrice: price, instrument, history } = position;
  const request = { symbol, side, signal, price, instrument, portfolio, history, bar, quantity: 0 };
  const wanted = sizing.size(request);
  if (!Number.isFinite(wanted)) {
    throw new EngineError(
      "bad-order",
      `invalid size from ${sizing.kind}: ${wanted}; return a number of units`,
      { stage: "sizing", kind: sizing.kind, symbol },
    );
  }
  request.quantity = wholeLots(wanted, instrument.lot);
  return request;
}

/**
 * The holding sized anew. What is taken off is never put before the rules; of what they leave of an addition the position keeps at least what it
 * has. Its protective orders stay as they are.
 */
function rebalanced(
  signal: Signal,
  side: Side,
  position: Position,
  portfolio: Portfolio,
  stages: TargetStages,
  bar: number,
): Target | undefined {
  const { reason, order, rebalance: { bandPct } = { bandPct: 0 } } = signal;
  const held = Math.abs(position.quantity);
  const request = sizedRequest(signal, side, position, portfolio, stages.sizing, bar);
  const wanted = request.quantity;
  if (wanted === held || 100 * Math.abs(wanted - held) <= bandPct * wanted) return undefined;
  const target = { reason, bracket: undefined, order };
  if (wanted < held) return { ...target, quantity: wanted === 0 ? 0 : side * wanted, decisions: [] };
  const { quantity, decisions } = reviewEntry(request, stages.risk);
  if (decisions.length > 0) stages.note?.(position.symbol, bar, decisions);
  return quantity <= held ? undefined : { ...target, quantity: side * quantity, decisions };
}

function enter(
  signal: Signal,
  side: Side,
  position: Position,
  portfolio: Portfolio,
  stages: TargetStages,
  bar: number,
): Target | undefined {
  const { sizing, risk, note } = stages;
  const { symbol, quantity: held } = position;
  const request = sizedRequest(signal, side, position, portfolio, sizing, bar);
  const reviewed =
    request.quantity === 0
      ? { quantity: 0, bracket: undefined, decisions: [] }
      : reviewEntry(request, risk, signal.bracket);
  const { bracket, decisions } = reviewed;
  if (decisions.length > 0) note?.(symbol, bar, decisions);
  // Size 0 means no trade, but a turn still closes what is held on the other side.
  if (reviewed.quantity === 0 && held === 0) return undefined;
  const order = reviewed.quantity === 0 ? undefined : signal.order;
  return { quantity: side * reviewed.quantity, reason: signal.reason, bracket, decisions, order };
}
