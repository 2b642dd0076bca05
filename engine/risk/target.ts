import { EngineError } from "../errors.ts";
import type { Decision, Side, Target } from "../market/order.ts";
import type { Portfolio, Position } from "../market/portfolio.ts";
import type { Signal } from "../signals/signal.ts";
import { wholeLots, type Sizer } from "../sizing/sizer.ts";
import { reviewEntry } from "./review.ts";
import type { RiskRule } from "./rule.ts";

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
 * A signal in the direction already held asks for nothing: positions are not added to. An exit is never put before the rules; of a turn
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
  if (held * side > 0) return undefined;
  if (side === -1 && !stages.shorts) {
    if (held > 0) return flat();
    const message = `invalid sell: no ${position.symbol} to sell; use exit(), or allow shorts with execution: { shorts: true }`;
    throw new EngineError("bad-order", message, { stage: "execution", symbol: position.symbol, bar });
  }
  return enter(signal, side, position, portfolio, stages, bar);
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
  const { symbol, lastPrice: price, quantity: held, instrument, history } = position;
  const request = { symbol, side, signal, price, instrument, portfolio, history, bar, quantity: 0 };
  const wanted = sizing.size(request);
  if (!Number.isFinite(wanted)) {
    throw new EngineError(
      "bad-order",
      `invalid size from ${sizing.kind}: ${wanted}; return a number of units`,
      { stage: "sizing", kind: sizing.kind, symbol },
    );
  }
  const sized = wholeLots(wanted, instrument.lot);
  request.quantity = sized;
  const reviewed =
    sized === 0
      ? { quantity: 0, bracket: undefined, decisions: [] }
      : reviewEntry(request, risk, signal.bracket);
  const { bracket, decisions } = reviewed;
  if (decisions.length > 0) note?.(symbol, bar, decisions);
  // Size 0 means no trade, but a turn still closes what is held on the other side.
  if (reviewed.quantity === 0 && held === 0) return undefined;
  const order = reviewed.quantity === 0 ? undefined : signal.order;
  return { quantity: side * reviewed.quantity, reason: signal.reason, bracket, decisions, order };
}
