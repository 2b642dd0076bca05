import type { StrategySource } from "#engine/experiments/study/study-order.ts";

/** Plain data as an expression, whatever its keys are called. */
export const literal = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;

/** A cell that makes a study's strategy again, as `strategy`, with the options that a spec brings, as `own`. */
export function strategyCell(source: StrategySource): string {
  if (source.kind === "built-in")
    return `const strategy = strategies.find(${JSON.stringify(source.name)}).strategy;\nconst own = {};`;
  if (source.kind === "code")
    return `const strategy = (() => { "use strict"; ${source.code}\n;return ${source.name}; })();\nconst own = {};`;
  return `const spec = parseStrategySpec(${literal(source.spec)});
const strategy = optimizationOf(spec)?.strategy ?? strategyFromSpec(spec);
const own = runOptionsOf(spec);`;
}
