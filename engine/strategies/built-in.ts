import type { BlockInfo } from "../catalogue.ts";
import type { Strategy, StrategyParams } from "../strategy.ts";

/** A strategy that comes with the engine, as its catalogue holds it; `strategy` runs like any other. */
export interface BuiltInStrategy extends BlockInfo {
  readonly strategy: Strategy;
}

/**
 * Puts a strategy into the catalogue. Its code, for manifests, is its kind and version: bundlers change the text of functions, and
 * the engine's own version stands for them.
 */
export function builtIn<P extends StrategyParams>(
  kind: string,
  title: string,
  strategy: Strategy<P>,
): BuiltInStrategy & { readonly strategy: Strategy<P> } {
  const { description, params, version } = strategy;
  return {
    kind,
    title,
    description,
    params,
    strategy: { ...strategy, code: () => `built-in ${kind} ${version}` },
  };
}
