import type { z } from "zod";
import { defineBlock, type AnyBlock, type Block, type BlockInfo, type BlockSpec } from "../catalogue.ts";
import type { History } from "../market/history.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Side } from "../market/order.ts";
import type { Portfolio } from "../market/portfolio.ts";
import type { Signal } from "../signals/signal.ts";

/** What a sizer sees at the decision: nothing later than the close of the bar. The same object is used again: do not keep it. */
export interface SizeRequest {
  readonly symbol: string;
  readonly side: Side;
  readonly signal: Signal;
  /** Close of the bar, in quote currency. */
  readonly price: number;
  readonly instrument: Instrument;
  readonly portfolio: Portfolio;
  /** The symbol's bars that have closed. */
  readonly history: History;
}

/** A sizer with its parameters. `size` gives the wanted holding in units, unsigned; it is cut to whole lots afterwards. */
export interface Sizer extends BlockSpec {
  size(request: SizeRequest): number;
}

/** A sizer as its catalogue holds it. */
export type AnySizer = AnyBlock<Sizer>;

/** What a sizer's file, or a cell, writes. */
export interface SizerDefinition<P extends z.ZodObject> extends BlockInfo {
  readonly params: P;
  readonly size: (request: SizeRequest, params: z.output<P>) => number;
}

/**
 * Makes a sizer of a definition. @throws EngineError "bad-param" on wrong parameters at each use.
 *
 * @example const tenth = defineSizer({ kind: "tenth", title: "Tenth", description: "A tenth of the account.", params: z.object({}), size: ({ portfolio,
 *   price }) => portfolio.equity / 10 / price }); backtest(cross, { bars: prices, sizing: tenth() })
 */
export function defineSizer<P extends z.ZodObject>(definition: SizerDefinition<P>): Block<P, Sizer> {
  return defineBlock("sizing", definition, (params) => ({
    kind: definition.kind,
    params,
    code: String(definition.size),
    size: (request) => definition.size(request, params),
  }));
}

/** Whole lots of a quantity in units, towards 0; 0 where it is not a number above 0. */
export function wholeLots(quantity: number, lot: number): number {
  if (!(quantity > 0) || quantity === Infinity) return 0;
  // A hair of tolerance: 0.3 units in lots of 0.1 are 3 lots, though 0.3 / 0.1 is 2.9999999999999996.
  return Math.floor(quantity / lot + 1e-9) * lot;
}
