import type { z } from "zod";
import { defineBlock, type AnyBlock, type Block, type BlockInfo, type BlockSpec } from "../catalogue.ts";
import type { SeriesLookup } from "./generator.ts";

/** A question about the present and the past with its parameters: true or false at every close, false while a value is missing. */
export interface Condition extends BlockSpec {
  test(series: SeriesLookup): boolean;
}

/** A condition as its catalogue holds it. */
export type AnyCondition = AnyBlock<Condition>;

/** What a condition's file, or a cell, writes. */
export interface ConditionDefinition<P extends z.ZodObject> extends BlockInfo {
  readonly params: P;
  readonly test: (series: SeriesLookup, params: z.output<P>) => boolean;
}

/**
 * Makes a condition of a definition. @throws EngineError "bad-param" on wrong parameters at each use.
 *
 * @example const calm = defineCondition({ kind: "calm", title: "Calm", description: "The bar is small.", params: z.object({ pct: z.number().default(2)
 *   }), test: (series, { pct }) => series("high").now / series("low").now - 1 < pct / 100 });
 *   backtest(strategyBuilder("calm_days").entryCondition("calm", calm()).exitCondition("wild", ({ high, low }) => high.now / low.now >
 *   1.04).build(), { bars: prices })
 */
export function defineCondition<P extends z.ZodObject>(
  definition: ConditionDefinition<P>,
): Block<P, Condition> {
  return defineBlock("conditions", definition, (params) => ({
    kind: definition.kind,
    params,
    code: String(definition.test),
    test: (series) => definition.test(series, params),
  }));
}
