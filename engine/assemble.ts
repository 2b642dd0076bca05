import { plainSpec } from "./catalogue.ts";
import type { DataNeeds } from "./data/data-needs.ts";
import type { ExecutionInput } from "./execution/settings.ts";
import { canonicalJson } from "./hash.ts";
import { indicators as builtIn } from "./indicators/catalogue.ts";
import type { IndicatorSpec } from "./indicators/indicator.ts";
import type { Timeframe } from "./market/bars.ts";
import type { RiskRule } from "./risk/rule.ts";
import { signals } from "./signals/catalogue.ts";
import type { SignalGenerator } from "./signals/generator.ts";
import type { Sizer } from "./sizing/sizer.ts";
import { defineStrategy, type IndicatorMap, type Strategy, type StrategyParams } from "./strategy.ts";

/** The parts of a strategy that a program put together: no function of its own needs to be read to know what it does. */
export interface StrategyParts {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly timeframes: readonly Timeframe[];
  readonly indicators: IndicatorMap;
  readonly signal: SignalGenerator;
  readonly sizing?: Sizer;
  readonly risk: readonly RiskRule[];
  readonly execution?: ExecutionInput;
  readonly warmupBars?: number;
  readonly needs?: DataNeeds;
}

/** A strategy that names its timeframes: the first is the one that it decides on. */
export interface AssembledStrategy extends Strategy {
  readonly timeframes: readonly Timeframe[];
}

/** Makes the strategy of its parts; its code, for the manifest, is what the parts are as plain data. */
export function assemble(parts: StrategyParts): AssembledStrategy {
  const {
    name,
    version,
    description = "",
    timeframes,
    indicators,
    signal,
    sizing,
    risk,
    execution,
    warmupBars,
    needs,
  } = parts;
  const strategy: Strategy<Record<never, never>> = defineStrategy({
    ...{ name, version, description, signal, indicators: () => indicators, risk },
    ...(sizing === undefined ? {} : { sizing }),
    ...(execution === undefined ? {} : { execution }),
    ...(warmupBars === undefined ? {} : { warmupBars }),
    ...(needs === undefined ? {} : { needs }),
  });
  const code = (): string =>
    canonicalJson({
      name,
      version,
      signal: plainSpec(signal, signals),
      indicators: plainIndicators(indicators),
    });
  return { ...(strategy as unknown as Strategy<StrategyParams>), code, timeframes };
}

function plainIndicators(map: IndicatorMap): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, spec]) => [name, plainIndicator(spec)]));
}

function plainIndicator({ kind, params, timeframe, source, indicator }: IndicatorSpec): unknown {
  const known = builtIn.blocks.includes(indicator);
  const from = typeof source === "object" ? plainIndicator(source) : source;
  return { kind, params, timeframe, source: from, code: known ? undefined : indicator.code };
}
