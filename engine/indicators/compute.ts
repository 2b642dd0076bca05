import { EngineError } from "../errors.ts";
import type { Bars } from "../market/bars.ts";
import type { IndicatorColumns, IndicatorSpec } from "./indicator.ts";

/**
 * Computes one indicator with its place: on its source, at its timeframe.
 *
 * @returns Columns by output name, shape [bars].
 * @throws EngineError "bad-spec" on another timeframe than the bars' own (joins across timeframes are not there yet).
 */
export function computeIndicator(spec: IndicatorSpec, bars: Bars): IndicatorColumns {
  const { indicator, source, timeframe, params } = spec;
  if (timeframe !== undefined && timeframe !== bars.timeframe) {
    const message = `unsupported timeframe of ${spec.kind}: ${timeframe}; use ${bars.timeframe}, the timeframe of the bars`;
    throw new EngineError("bad-spec", message, { stage: "indicators", kind: spec.kind, symbol: bars.symbol });
  }
  if (source === undefined) return indicator.columns(bars, params);
  if (typeof source === "string") return indicator.columns(bars[source], params);
  const inner = computeIndicator(source, bars);
  const column = inner[source.outputs[0] ?? ""];
  if (!column) throw new Error(`indicator ${source.kind} without an output`);
  return indicator.columns(column, params);
}

/** Computes a strategy's indicators over one symbol's bars, by their names in the strategy. */
export function computeIndicators(
  specs: Readonly<Record<string, IndicatorSpec>>,
  bars: Bars,
): Readonly<Record<string, IndicatorColumns>> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, computeIndicator(spec, bars)]),
  );
}
