import { z } from "zod";
import {
  defineBlock,
  parseParams,
  type BlockArguments,
  type BlockInfo,
  type BlockSpec,
} from "../catalogue.ts";
import { asOfRows, takeRows } from "../data/as-of.ts";
import { resampleWhole } from "../data/resample.ts";
import { EngineError } from "../errors.ts";
import { TIMEFRAMES, type BarColumn, type Bars, type Timeframe } from "../market/bars.ts";
import { calendarOfBars } from "../market/calendar.ts";

/** What an indicator reads: a column of the bars, or another indicator's first output. */
export type IndicatorSource = BarColumn | IndicatorSpec;

/** An indicator with its parameters, as a strategy holds it. `O` are the names of its outputs. */
export interface IndicatorSpec<O extends readonly string[] = readonly string[]> extends BlockSpec {
  readonly source?: IndicatorSource;
  readonly timeframe?: Timeframe;
  readonly indicator: AnyIndicator;
  readonly outputs: O;
}

/** Where to compute an indicator: on which column (or indicator), at which timeframe. */
export interface IndicatorPlace {
  readonly source?: IndicatorSource;
  readonly timeframe?: Timeframe;
}

/** An indicator's columns by output name, each of shape [bars]. */
export type IndicatorColumns = Readonly<Record<string, Float64Array>>;

/** One column where there is one output, else an object of columns. */
export type IndicatorResult<O extends readonly string[]> = O extends readonly [string]
  ? Float64Array
  : { readonly [name in O[number]]: Float64Array };

/** What a block file or a cell writes to make an indicator; everything but the computing part has a default for cells. */
export interface IndicatorDefinition<
  P extends z.ZodObject,
  O extends readonly string[],
  I extends "bars" | "column",
> {
  readonly kind: string;
  readonly title?: string;
  readonly description?: string;
  readonly params?: P;
  readonly outputs: O;
  readonly input: I;
  /** Bars before the first value on clean data; 0 where absent. */
  readonly warmupBars?: (params: z.output<P>) => number;
  readonly compute: (
    input: I extends "bars" ? Bars : Float64Array,
    params: z.output<P>,
  ) => IndicatorResult<O>;
}

/** An indicator as catalogues and the engine hold it; parameters are untrusted and parsed on each use. */
export interface AnyIndicator extends BlockInfo {
  readonly outputs: readonly string[];
  readonly input: "bars" | "column";
  /** Text of `compute`, for the hash of strategies that use an indicator from outside the catalogue. */
  readonly code: string;
  of(params: unknown, place?: IndicatorPlace): IndicatorSpec;
  warmupBars(params?: unknown): number;
  columns(input: Bars | Float64Array, params?: unknown): IndicatorColumns;
}

/** An indicator as a user writes it: `ema({ lengthBars: 9 })` in a strategy, `ema.compute(bars, { lengthBars: 9 })` by hand. */
export interface Indicator<P extends z.ZodObject, O extends readonly string[]> extends AnyIndicator {
  (...args: IndicatorArguments<P>): IndicatorSpec<O>;
  readonly params: P;
  readonly outputs: O;
  compute(input: Bars | Float64Array, params?: z.input<P>): IndicatorResult<O>;
}

type IndicatorArguments<P extends z.ZodObject> =
  BlockArguments<P> extends [params?: infer A]
    ? [params?: A & IndicatorPlace]
    : [params: z.input<P> & IndicatorPlace];

const place = z.object({ timeframe: z.enum(TIMEFRAMES).optional() });

/**
 * Makes an indicator of a definition.
 *
 * `compute` sees whole columns: what it returns at a bar must depend on that bar and earlier ones only. Built-in ones are held to
 * it by law tests, a user's by the causality audit.
 *
 * @throws EngineError "bad-param" on wrong parameters at each use, "bad-spec" where `compute` returns a column of another length.
 */
export function defineIndicator<
  P extends z.ZodObject,
  const O extends readonly [string, ...string[]],
  I extends "bars" | "column",
>(definition: IndicatorDefinition<P, O, I>): Indicator<P, O> {
  const { kind, title = kind, description = title, outputs, input } = definition;
  const params = definition.params ?? (z.object({}) as unknown as P);
  const strict = params.strict();
  const info: BlockInfo & { readonly params: P } = { kind, title, description, params };
  const parse = (given: unknown): z.output<P> =>
    parseParams(strict, given ?? {}, { stage: "indicators", kind }) as z.output<P>;

  const columns = (given: Bars | Float64Array, untrusted?: unknown): IndicatorColumns => {
    const values = pickInput(given, input, kind) as Parameters<typeof definition.compute>[0];
    const result: unknown = definition.compute(values, parse(untrusted));
    const length = given instanceof Float64Array ? given.length : given.close.length;
    return checkColumns(result, outputs, length, kind);
  };
  const of = (untrusted: unknown, at: IndicatorPlace = {}): IndicatorSpec<O> => {
    const { timeframe } = parseParams(place, { timeframe: at.timeframe }, { stage: "indicators", kind });
    const spec = block.of(untrusted);
    return {
      ...spec,
      ...(at.source === undefined ? {} : { source: at.source }),
      ...(timeframe === undefined ? {} : { timeframe }),
    };
  };
  const block = defineBlock<P, IndicatorSpec<O>>("indicators", info, (parsed) => ({
    kind,
    params: parsed,
    indicator,
    outputs,
  }));
  const call = (...args: IndicatorArguments<P>): IndicatorSpec<O> => {
    const { source, timeframe, ...rest } = (args[0] ?? {}) as IndicatorPlace & Record<string, unknown>;
    return of(rest, {
      ...(source === undefined ? {} : { source }),
      ...(timeframe === undefined ? {} : { timeframe }),
    });
  };
  const compute = (given: Bars | Float64Array, untrusted?: z.input<P>): IndicatorResult<O> => {
    const all = columns(given, untrusted);
    return (outputs.length === 1 ? all[outputs[0]] : all) as IndicatorResult<O>;
  };
  const warmupBars = (untrusted?: unknown): number => definition.warmupBars?.(parse(untrusted)) ?? 0;
  const code = String(definition.compute);
  const indicator: Indicator<P, O> = Object.assign(call, {
    ...info,
    outputs,
    input,
    code,
    of,
    columns,
    compute,
    warmupBars,
  });
  return indicator;
}

function pickInput(given: Bars | Float64Array, input: "bars" | "column", kind: string): Bars | Float64Array {
  if (input === "column") return given instanceof Float64Array ? given : given.close;
  if (!(given instanceof Float64Array)) return given;
  throw new EngineError("bad-spec", `invalid source of ${kind}: a column; it reads whole bars`, {
    stage: "indicators",
    kind,
  });
}

function checkColumns(
  result: unknown,
  outputs: readonly string[],
  length: number,
  kind: string,
): IndicatorColumns {
  const [only] = outputs;
  const columns = (outputs.length === 1 && only !== undefined ? { [only]: result } : result) as Record<
    string,
    unknown
  >;
  for (const name of outputs) {
    const column = columns[name];
    if (column instanceof Float64Array && column.length === length) continue;
    const got = column instanceof Float64Array ? `${column.length} values` : typeof column;
    const message = `invalid output ${name} of ${kind}: ${got}; return a Float64Array of ${length} values`;
    throw new EngineError("bad-spec", message, { stage: "indicators", kind, field: name });
  }
  return columns as IndicatorColumns;
}

/**
 * Computes one indicator with its place: on its source, at its timeframe.
 *
 * At a longer timeframe than the bars' own it is computed on longer bars made of them, and each bar sees the last of those that was available at
 * its close: never the one that is still forming. A source without a timeframe of its own is computed at its reader's.
 *
 * @returns Columns by output name, shape [bars]; NaN before the first longer bar has ended.
 * @throws EngineError "bad-param" on a timeframe that is shorter than the bars' own or does not divide.
 */
export function computeIndicator(spec: IndicatorSpec, bars: Bars): IndicatorColumns {
  const { indicator, source, timeframe, params } = spec;
  if (timeframe !== undefined && timeframe !== bars.timeframe) return computeAcross(spec, timeframe, bars);
  if (source === undefined) return indicator.columns(bars, params);
  if (typeof source === "string") return indicator.columns(bars[source], params);
  const inner = computeIndicator(source, bars);
  const column = inner[source.outputs[0] ?? ""];
  if (!column) throw new Error(`indicator ${source.kind} without an output`);
  return indicator.columns(column, params);
}

function computeAcross(spec: IndicatorSpec, timeframe: Timeframe, bars: Bars): IndicatorColumns {
  const longer = resampleWhole(bars, timeframe, calendarOfBars(bars));
  const none = (): Float64Array => new Float64Array(bars.closeTime.length).fill(NaN);
  if (!longer) return Object.fromEntries(spec.outputs.map((output) => [output, none()]));
  const rows = asOfRows(bars.closeTime, longer.availableAt);
  const columns = Object.entries(computeIndicator(spec, longer));
  return Object.fromEntries(columns.map(([output, column]) => [output, takeRows(column, rows)]));
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
