import { z } from "zod";
import { parseParams } from "../catalogue.ts";
import { EngineError } from "../errors.ts";
import { bracket, orderRequest, type Bracket, type OrderInput, type OrderRequest } from "../market/order.ts";

/** What a strategy wants: `buy` goes long, `sell` goes short (or closes a long where shorts are not allowed), `exit` closes. */
export type Action = "buy" | "sell" | "hold" | "exit";

/** One decision at one bar's close. `strength` scales the size, `confidence` is kept for reports; both 0 to 1. */
export interface Signal {
  readonly action: Action;
  readonly strength: number;
  readonly confidence: number;
  readonly reason: string;
  /** What triggered it and the values that did, for its trade's story. */
  readonly metadata?: SignalMetadata;
  /** How to place the order; a market order for the next open where absent. */
  readonly order?: OrderRequest;
  /** Protective orders behind an entry, besides those of the risk rules. */
  readonly bracket?: Bracket;
  /** Sizes what is already held on this side anew; absent, a signal for what is held asks for nothing. */
  readonly rebalance?: Rebalance;
}

/** How far a holding may drift from its size before it is traded back. */
export interface Rebalance {
  readonly bandPct: number;
}

/** What may be said about a signal; strength and confidence are 1 where absent. */
export interface SignalDetails {
  /** What of its full size an entry gets, 0 to 1: the hedge ratio of a pair's leg, the weight of a rank. */
  readonly strength?: number;
  /** How sure it is, 0 to 1; kept for reports, it changes no size. */
  readonly confidence?: number;
  /** Why, in the words that the trade will have; 500 characters at most. */
  readonly reason?: string;
  /** `{ rsi: 27.4, level: 30 }` and the like: what triggered it, kept with the trade; 20 plain values at most. */
  readonly metadata?: SignalMetadata;
  /** `{ type: "limit", price: 99 }` and the like: how to place the order. */
  readonly order?: OrderInput;
  /** `{ stopPrice: 95, targetPct: 10 }` and the like: what protects an entry once it has filled. */
  readonly bracket?: Bracket;
  /**
   * Sizes what is already held on this side anew, and trades the difference: `true`, or `{ bandPct: 20 }` to leave alone what is within a fifth
   * of its size. Rules judge what is added, stops stay where the entry put them.
   */
  readonly rebalance?: boolean | Partial<Rebalance>;
}

/** Plain values by name. */
export type SignalMetadata = Readonly<Record<string, number | string | boolean>>;

const metadata = z
  .record(z.string().max(100), z.union([z.number(), z.nan(), z.string().max(500), z.boolean()]))
  .refine((values) => Object.keys(values).length <= 20, "use 20 values or fewer");

const rebalancing = z.object({
  rebalance: z
    .union([z.boolean(), z.strictObject({ bandPct: z.number().min(0).max(1_000).default(0) })], {
      error: "use true, or an object with a band of 0 to 1000 % of the size",
    })
    .transform((asked): Rebalance | undefined =>
      asked === true ? { bandPct: 0 } : asked === false ? undefined : asked,
    ),
});

const ACTIONS: readonly Action[] = ["buy", "sell", "hold", "exit"];
const plain = (action: Action): Signal =>
  Object.freeze({ action, strength: 1, confidence: 1, reason: action });
const PLAIN = { buy: plain("buy"), sell: plain("sell"), hold: plain("hold"), exit: plain("exit") } as const;

/** Signals with orders that were parsed when they were made: parsing them again costs more than everything else at a close. */
const PARSED = new WeakSet();

function make(action: Action, details: SignalDetails | undefined): Signal {
  if (details === undefined) return PLAIN[action];
  const signal = Object.freeze(checkSignal({ ...details, action }));
  if (signal.order ?? signal.bracket ?? signal.metadata ?? signal.rebalance) PARSED.add(signal);
  return signal;
}

/**
 * Asks to be long from the next open. @throws EngineError "bad-signal" on a strength or confidence outside 0 to 1.
 *
 * @example backtest(defineStrategy({ name: "one_buy", version: "1.0.0", signal: ({ bar }) => (bar === 10 ? buy({ reason: "the tenth bar", strength: 0.5
 *   }) : hold()) }), { bars: prices })
 */
export function buy(details?: SignalDetails): Signal {
  return make("buy", details);
}

/**
 * Asks to be short from the next open. @throws EngineError "bad-signal" on a strength or confidence outside 0 to 1.
 *
 * @example backtest(defineStrategy({ name: "falls", version: "1.0.0", execution: { shorts: true }, signal: ({ close }) => (close.now < close.ago(20) ?
 *   sell() : exit()) }), { bars: prices })
 */
export function sell(details?: SignalDetails): Signal {
  return make("sell", details);
}

/**
 * Asks to close whatever is open at the next open.
 *
 * @example backtest(defineStrategy({ name: "ten_days", version: "1.0.0", signal: ({ bar, position }) => (position.side === "flat" ? buy() : bar % 10
 *   === 0 ? exit({ reason: "a tenth bar" }) : hold()) }), { bars: prices })
 */
export function exit(details?: SignalDetails): Signal {
  return make("exit", details);
}

/**
 * Asks for nothing: what is held stays held.
 *
 * @example backtest(defineStrategy({ name: "rises", version: "1.0.0", signal: ({ close }) => (close.now > close.ago(1) ? buy() : hold()) }), { bars:
 *   prices })
 */
export function hold(): Signal {
  return PLAIN.hold;
}

/**
 * Passes a signal that came from a user's function.
 *
 * @throws EngineError "bad-signal" on anything else than a signal, or on a strength or confidence outside 0 to 1.
 */
export function checkSignal(value: unknown): Signal {
  const known = value === PLAIN.hold || value === PLAIN.buy || value === PLAIN.exit || value === PLAIN.sell;
  return known ? (value as Signal) : readSignal(value);
}

/** Apart, since what is as long as this is not compiled into the loop over the bars. */
function readSignal(value: unknown): Signal {
  if (typeof value === "object" && value !== null && PARSED.has(value)) return value as Signal;
  if (typeof value !== "object" || value === null || !ACTIONS.includes((value as Signal).action)) {
    const got = typeof value === "object" && value !== null ? "an object" : String(value).slice(0, 60);
    throw new EngineError("bad-signal", `invalid signal: ${got}; return buy(), sell(), exit() or hold()`, {
      stage: "signals",
    });
  }
  const {
    action,
    strength = 1,
    confidence = 1,
    reason = action,
    order,
    bracket: protection,
    metadata: story,
    rebalance,
  } = value as Partial<Signal> & { action: Action };
  checkShare("strength", strength);
  checkShare("confidence", confidence);
  const plainSignal = { action, strength, confidence, reason: String(reason).slice(0, 500) };
  if ((order ?? protection ?? story ?? rebalance) === undefined) return plainSignal;
  const site = { stage: "signals" };
  const anew = rebalance === undefined ? undefined : parseParams(rebalancing, { rebalance }, site).rebalance;
  return {
    ...plainSignal,
    ...(anew === undefined ? {} : { rebalance: anew }),
    ...(order === undefined ? {} : { order: parseParams(orderRequest, order, { ...site, field: "order" }) }),
    ...(story === undefined
      ? {}
      : { metadata: parseParams(metadata, story, { ...site, field: "metadata" }) }),
    ...(protection === undefined ? {} : { bracket: parseParams(bracket, protection, site) }),
  };
}

function checkShare(field: string, value: unknown): void {
  if (typeof value === "number" && value >= 0 && value <= 1) return;
  throw new EngineError("bad-signal", `invalid ${field}: ${String(value)}; use 0 to 1`, {
    stage: "signals",
    field,
  });
}
