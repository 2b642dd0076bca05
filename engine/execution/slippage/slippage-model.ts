import type { z } from "zod";
import { defineBlock, type AnyBlock, type Block, type BlockInfo, type BlockSpec } from "../../catalogue.ts";
import type { History } from "../../market/history.ts";
import type { Side } from "../../market/order.ts";

/** What a slippage model sees of a fill. The same object is used again: do not keep it. */
export interface SlippageRequest {
  readonly side: Side;
  /** Units, unsigned. */
  readonly quantity: number;
  /** The price that the fill would have without slippage, in quote currency. */
  readonly reference: number;
  /** The symbol's bars that had closed before the fill. */
  readonly history: History;
}

/** A slippage model with its parameters. `shift` gives a fraction of the reference price, 0 or more, against the trader. */
export interface SlippageModel extends BlockSpec {
  shift(request: SlippageRequest): number;
  /** What of `shift` the order's own size makes, as a fraction of the reference price; none where absent. */
  impact?: ((request: SlippageRequest) => number) | undefined;
}

/** A slippage model as its catalogue holds it. */
export type AnySlippage = AnyBlock<SlippageModel>;

/** What a slippage model's file, or a cell, writes. */
export interface SlippageDefinition<P extends z.ZodObject> extends BlockInfo {
  readonly params: P;
  readonly shift: (request: SlippageRequest, params: z.output<P>) => number;
  /** What of it the order's own size makes, for reports. */
  readonly impact?: (request: SlippageRequest, params: z.output<P>) => number;
}

/**
 * Makes a slippage model of a definition. @throws EngineError "bad-param" on wrong parameters at each use.
 *
 * @example const cents = defineSlippage({ kind: "cents", title: "Cents", description: "A fixed distance.", params: z.object({ distance:
 *   z.number().default(0.02) }), shift: (_, { distance }) => distance }); backtest(cross, { bars: prices, slippage: cents() })
 */
export function defineSlippage<P extends z.ZodObject>(
  definition: SlippageDefinition<P>,
): Block<P, SlippageModel> {
  const { impact } = definition;
  return defineBlock("slippage", definition, (params) => ({
    kind: definition.kind,
    params,
    code: String(definition.shift),
    shift: (request) => definition.shift(request, params),
    impact: impact && ((request) => impact(request, params)),
  }));
}
