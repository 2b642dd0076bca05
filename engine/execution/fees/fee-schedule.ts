import type { z } from "zod";
import { defineBlock, type AnyBlock, type Block, type BlockInfo, type BlockSpec } from "../../catalogue.ts";
import type { Side } from "../../market/order.ts";

/** What an order has filled so far, this fill included. The same object is used again: do not keep it. */
export interface FeeRequest {
  readonly side: Side;
  /** Units, unsigned, cumulative over the order. */
  readonly quantity: number;
  /** Fill price in quote currency. */
  readonly price: number;
  /** Quote currency of everything that the order has filled, unsigned: `quantity * price` where all fills had one price. */
  readonly value: number;
  /** What of `quantity` and `value` made liquidity: filled inside a bar, at a limit that rested. The rest took it. */
  readonly madeQuantity: number;
  readonly madeValue: number;
  /** Units that the account has traded this calendar month (UTC) before this order. */
  readonly monthQuantity: number;
  /** UTC ms of the fill. */
  readonly time: number;
}

/**
 * A fee schedule with its parameters. `charge` gives an order's whole fee so far, so that partial fills pay a minimum once; below 0 it is a
 * rebate, which is paid into the account.
 */
export interface FeeSchedule extends BlockSpec {
  charge(request: FeeRequest): number;
}

/** A fee schedule as its catalogue holds it. */
export type AnyFee = AnyBlock<FeeSchedule>;

/** What a fee schedule's file, or a cell, writes. */
export interface FeeDefinition<P extends z.ZodObject> extends BlockInfo {
  readonly params: P;
  readonly charge: (request: FeeRequest, params: z.output<P>) => number;
}

/**
 * Makes a fee schedule of a definition. @throws EngineError "bad-param" on wrong parameters at each use.
 *
 * @example const flatFee = defineFee({ kind: "flat-fee", title: "Flat fee", description: "So much an order.", params: z.object({ amount:
 *   z.number().default(2) }), charge: (_, { amount }) => amount }); backtest(cross, { bars: prices, fees: flatFee() })
 */
export function defineFee<P extends z.ZodObject>(definition: FeeDefinition<P>): Block<P, FeeSchedule> {
  return defineBlock("fees", definition, (params) => ({
    kind: definition.kind,
    params,
    code: String(definition.charge),
    charge: (request) => definition.charge(request, params),
  }));
}
