import { EngineError } from "../errors.ts";
import { indicators as catalogue } from "../indicators/catalogue.ts";
import type { IndicatorSource, IndicatorSpec } from "../indicators/indicator.ts";
import { INDICATOR_ALIASES, readAlias } from "./aliases.ts";
import { placed } from "./placed.ts";
import type { StrategySpec } from "./strategy-spec.ts";

type Named = StrategySpec["components"]["indicators"];
const COLUMNS = ["open", "high", "low", "close", "volume"] as const;

/**
 * Makes a spec's indicators; one may stand on another by name.
 *
 * @throws EngineError "unknown-block" or "bad-param" naming the indicator, "bad-spec" where sources name nothing or run in a circle.
 */
export function bindIndicators(named: Named): Readonly<Record<string, IndicatorSpec>> {
  const made = new Map<string, IndicatorSpec>();
  for (const name of Object.keys(named)) bindOne(named, name, made, []);
  return Object.fromEntries(made);
}

function bindOne(
  named: Named,
  name: string,
  made: Map<string, IndicatorSpec>,
  path: readonly string[],
): IndicatorSpec {
  const before = made.get(name);
  if (before) return before;
  const field = `components.indicators.${name}`;
  const spec = Object.hasOwn(named, name) ? named[name] : undefined;
  if (!spec) throw bad(`unknown source: ${name}; use a price column or an indicator of the spec`, field);
  if (path.includes(name))
    throw bad(`indicators read each other: ${[...path, name].join(", ")}; break the circle`, field);
  const { kind, params } = readAlias(INDICATOR_ALIASES, spec.type, spec.params);
  const column = COLUMNS.find((each) => each === spec.source);
  const source: IndicatorSource | undefined =
    spec.source === undefined ? undefined : (column ?? bindOne(named, spec.source, made, [...path, name]));
  const bound = placed(`${field} (${spec.type})`, () =>
    catalogue.find(kind).of(params, {
      ...(source === undefined ? {} : { source }),
      ...(spec.timeframe === undefined ? {} : { timeframe: spec.timeframe }),
    }),
  );
  made.set(name, bound);
  return bound;
}

function bad(message: string, field: string): EngineError {
  return new EngineError("bad-spec", message, { stage: "spec", field });
}
