import type { z } from "zod";
import { defineBlock, type AnyBlock, type Block, type BlockInfo, type BlockSpec } from "../catalogue.ts";
import type { History } from "../market/history.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Bracket, Side } from "../market/order.ts";
import type { Portfolio } from "../market/portfolio.ts";

/** An entry that a rule may pass, make smaller or block; exits never come here. The same object is used again: do not keep it. */
export interface RiskRequest {
  readonly symbol: string;
  readonly side: Side;
  /** Wanted holding in units, unsigned, after the rules before this one. */
  readonly quantity: number;
  /** Close of the bar, in quote currency. */
  readonly price: number;
  readonly instrument: Instrument;
  readonly portfolio: Portfolio;
  /** The symbol's bars that have closed. */
  readonly history: History;
  /** Number of the bar that has just closed, in this symbol. */
  readonly bar: number;
}

/** A rule's answer. `quantity` is what may be held, never more than was asked; `bracket` rests behind the entry. */
export interface RiskAnswer {
  readonly action: "pass" | "modify" | "block";
  readonly quantity: number;
  readonly reason: string;
  readonly bracket?: Partial<Bracket>;
}

/** A risk rule with its parameters. */
export interface RiskRule extends BlockSpec {
  /** False where it never rests orders behind an entry; unknown where absent. */
  readonly rests?: boolean | undefined;
  review(request: RiskRequest): RiskAnswer;
}

/** How an account stands at a close, for rules that halt it; account currency. */
export interface Standing {
  readonly equity: number;
  /** Highest equity at any close since trading was last allowed anew. */
  readonly peak: number;
  /** Equity at the last close of the UTC day before. */
  readonly dayStart: number;
}

/** A rule that can halt the whole account: execution asks it at every close, and remembers what it said. */
export interface HaltRule extends RiskRule {
  /** Whether a breach closes everything, besides keeping entries out. */
  readonly liquidates: boolean;
  /** Why the account must stop; undefined while it need not. */
  breach(standing: Standing): string | undefined;
  /** Whether a halt since a close (UTC ms) is over at a later one by time alone. */
  expires(since: number, time: number): boolean;
}

/** A risk rule as its catalogue holds it. */
export type AnyRule = AnyBlock<RiskRule>;

/** What a rule's file, or a cell, writes. */
export interface RuleDefinition<P extends z.ZodObject> extends BlockInfo {
  readonly params: P;
  /** False where it never answers with a bracket: runs without resting orders can be walked faster. */
  readonly rests?: boolean;
  readonly review: (request: RiskRequest, params: z.output<P>) => RiskAnswer;
}

/**
 * Makes a risk rule of a definition. @throws EngineError "bad-param" on wrong parameters at each use.
 *
 * @example const half = defineRule({ kind: "half", title: "Half", description: "Halves every entry.", params: z.object({}), rests: false, review: ({
 *   quantity }) => ({ action: "modify", quantity: Math.floor(quantity / 2), reason: "half of it" }) }); backtest(cross, { bars: prices, risk:
 *   [half()] })
 */
export function defineRule<P extends z.ZodObject>(definition: RuleDefinition<P>): Block<P, RiskRule> {
  return defineBlock("risk", definition, (params) => ({
    kind: definition.kind,
    params,
    code: String(definition.review),
    rests: definition.rests,
    review: (request) => definition.review(request, params),
  }));
}

/** The answer that changes nothing. */
export function pass(request: RiskRequest, reason: string): RiskAnswer {
  return { action: "pass", quantity: request.quantity, reason };
}
