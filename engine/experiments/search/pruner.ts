import type { z } from "zod";
import { defineBlock, type AnyBlock, type Block, type BlockInfo, type BlockSpec } from "../../catalogue.ts";

/** A trial's losses fold by fold, in the order in which they were run. */
export interface FoldLosses {
  /** Which fold each loss is of; no fold twice. */
  readonly folds: readonly number[];
  /** The smaller the better; NaN counts as worst. */
  readonly losses: readonly number[];
  readonly state: "running" | "complete" | "pruned";
}

/** A pruner with its parameters: says whether a trial is not worth its remaining folds. */
export interface Pruner extends BlockSpec {
  shouldStop(current: FoldLosses, others: readonly FoldLosses[]): boolean;
}

/** A pruner as its catalogue holds it. */
export type AnyPruner = AnyBlock<Pruner>;

/** What a pruner's file writes. */
export interface PrunerDefinition<P extends z.ZodObject> extends BlockInfo {
  readonly params: P;
  readonly shouldStop: (current: FoldLosses, others: readonly FoldLosses[], params: z.output<P>) => boolean;
}

/** Makes a pruner of a definition. @throws EngineError "bad-param" on wrong parameters at each use. */
export function definePruner<P extends z.ZodObject>(definition: PrunerDefinition<P>): Block<P, Pruner> {
  return defineBlock("pruning", definition, (params) => ({
    kind: definition.kind,
    params,
    code: String(definition.shouldStop),
    shouldStop: (current, others) => definition.shouldStop(current, others, params),
  }));
}

/** Mean of the first `count` losses; NaN counts as Infinity. */
export function meanLoss({ losses }: FoldLosses, count = losses.length): number {
  const first = losses.slice(0, count);
  return first.reduce((sum, loss) => sum + (Number.isNaN(loss) ? Infinity : loss), 0) / first.length;
}
