import { asOfRows, takeRows } from "../data/as-of.ts";
import { resampleWhole } from "../data/resample.ts";
import { EngineError } from "../errors.ts";
import type { Bars, Timeframe } from "../market/bars.ts";
import { calendarOfBars } from "../market/calendar.ts";
import type { IndicatorColumns, IndicatorSpec } from "./indicator.ts";

/**
 * Computes one indicator with its place: on its source, at its timeframe.
 *
 * At a longer timeframe than the bars' own it is computed on longer bars made of them, and each bar sees the last of those that was available at
 * its close: never the one that is still forming. A source without a timeframe of its own is computed at its reader's. One that reads whole
 * bars takes a source as open, high, low and close, with the bars' own volume and times.
 *
 * @param others Bars of the run's other symbols, for comparisons with a benchmark.
 * @returns Columns by output name, shape [bars]; NaN before the first longer bar has ended.
 * @throws EngineError "bad-param" on a timeframe that is shorter than the bars' own or does not divide, "bad-spec" on a source's
 *   output that it does not have.
 */
export function computeIndicator(
  spec: IndicatorSpec,
  bars: Bars,
  others: readonly Bars[] = [],
): IndicatorColumns {
  const { indicator, source, timeframe, params } = spec;
  if (timeframe !== undefined && timeframe !== bars.timeframe)
    return computeAcross(spec, timeframe, bars, others);
  if (source === undefined) return indicator.columns(bars, params, others);
  const column = typeof source === "string" ? bars[source] : sourceColumn(spec, source, bars, others);
  if (indicator.input === "column") return indicator.columns(column, params, others);
  const flat = { ...bars, open: column, high: column, low: column, close: column };
  return indicator.columns(flat, params, others);
}

function sourceColumn(
  { kind, sourceOutput }: IndicatorSpec,
  source: IndicatorSpec,
  bars: Bars,
  others: readonly Bars[],
): Float64Array {
  const columns = computeIndicator(source, bars, others);
  const column = columns[sourceOutput ?? source.outputs[0] ?? ""];
  if (column) return column;
  const message = `invalid sourceOutput of ${kind}: ${sourceOutput}; use one of ${source.outputs.join(", ")}, the outputs of ${source.kind}`;
  throw new EngineError("bad-spec", message, { stage: "indicators", kind, field: "sourceOutput" });
}

function computeAcross(
  spec: IndicatorSpec,
  timeframe: Timeframe,
  bars: Bars,
  others: readonly Bars[],
): IndicatorColumns {
  const longer = resampleWhole(bars, timeframe, calendarOfBars(bars));
  const none = (): Float64Array => new Float64Array(bars.closeTime.length).fill(NaN);
  if (!longer) return Object.fromEntries(spec.outputs.map((output) => [output, none()]));
  const rows = asOfRows(bars.closeTime, longer.availableAt);
  const columns = Object.entries(computeIndicator(spec, longer, others));
  return Object.fromEntries(columns.map(([output, column]) => [output, takeRows(column, rows)]));
}

/** Computes a strategy's indicators over one symbol's bars, by their names in the strategy. */
export function computeIndicators(
  specs: Readonly<Record<string, IndicatorSpec>>,
  bars: Bars,
  others: readonly Bars[] = [],
): Readonly<Record<string, IndicatorColumns>> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, computeIndicator(spec, bars, others)]),
  );
}
