import { computeIndicator } from "#engine/indicators/evaluate.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import type { IndicatorColumns, IndicatorSpec } from "#engine/indicators/indicator.ts";
import type { Bars } from "#engine/market/bars.ts";

/**
 * An indicator's values over bars, given as a spec or by its kind.
 *
 * @returns For a spec with one output its column, else columns by output; for a kind always columns. Shape [bars].
 * @throws EngineError "unknown-block" with the nearest kind, "bad-param" on parameters.
 */
export function indicatorValues(
  which: IndicatorSpec | string,
  bars: Bars,
  params: Readonly<Record<string, unknown>> = {},
): Float64Array | IndicatorColumns {
  if (typeof which === "string") return computeIndicator(indicators.find(which).of(params), bars);
  const columns = computeIndicator(which, bars);
  const [only, second] = which.outputs;
  return second === undefined ? (columns[only ?? ""] ?? columns) : columns;
}
