import { z } from "zod";
import {
  defineBlock,
  parseParams,
  type BlockArguments,
  type BlockInfo,
  type BlockSpec,
} from "../catalogue.ts";
import { EngineError } from "../errors.ts";
import { TIMEFRAMES, type BarColumn, type Bars, type Timeframe } from "../market/bars.ts";

/** What an indicator reads: a column of the bars, or another indicator's first output. */
export type IndicatorSource = BarColumn | IndicatorSpec;

/** An indicator with its parameters, as a strategy holds it. `O` are the names of its outputs. */
export interface IndicatorSpec<O extends readonly string[] = readonly string[]> extends BlockSpec {
  readonly source?: IndicatorSource;
  readonly sourceOutput?: string;
  readonly timeframe?: Timeframe;
  readonly indicator: AnyIndicator;
  readonly outputs: O;
}

/** Where to compute an indicator: on which column (or indicator), at which timeframe. */
export interface IndicatorPlace {
  /** Close where absent. One that reads whole bars takes it as open, high, low and close, with the bars' own volume. */
  readonly source?: IndicatorSource;
  /** Which output of a source indicator; its first where absent. */
  readonly sourceOutput?: string;
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
  /** `others` are the bars of the run's other symbols, for comparisons with a benchmark; none outside a run unless given. */
  readonly compute: (
    input: I extends "bars" ? Bars : Float64Array,
    params: z.output<P>,
    others: readonly Bars[],
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
  columns(input: Bars | Float64Array, params?: unknown, others?: readonly Bars[]): IndicatorColumns;
}

/** An indicator as a user writes it: `ema({ lengthBars: 9 })` in a strategy, `ema.compute(bars, { lengthBars: 9 })` by hand. */
export interface Indicator<P extends z.ZodObject, O extends readonly string[]> extends AnyIndicator {
  (...args: IndicatorArguments<P>): IndicatorSpec<O>;
  readonly params: P;
  readonly outputs: O;
  compute(input: Bars | Float64Array, params?: z.input<P>, others?: readonly Bars[]): IndicatorResult<O>;
}

type IndicatorArguments<P extends z.ZodObject> =
  BlockArguments<P> extends [params?: infer A]
    ? [params?: A & IndicatorPlace]
    : [params: z.input<P> & IndicatorPlace];

const place = z.object({ timeframe: z.enum(TIMEFRAMES).optional(), sourceOutput: z.string().optional() });
const NO_BARS: readonly Bars[] = [];

/**
 * Makes an indicator of a definition.
 *
 * `compute` sees whole columns: what it returns at a bar must depend on that bar and earlier ones only. Built-in ones are held to
 * it by law tests, a user's by the causality audit.
 *
 * @throws EngineError "bad-param" on wrong parameters at each use, "bad-spec" on a definition without its parts, and where `compute` returns a
 *   column of another length.
 * @example const gap = defineIndicator({ kind: "gap", outputs: ["value"], input: "bars", compute: ({ open, close }) => open.map((price, bar) => price /
 *   (close[bar - 1] ?? NaN) - 1) }); plot.line({ x: prices.closeTime, y: indicator(gap(), prices) }, { title: "Opening gap" })
 */
export function defineIndicator<
  P extends z.ZodObject,
  const O extends readonly [string, ...string[]],
  I extends "bars" | "column",
>(definition: IndicatorDefinition<P, O, I>): Indicator<P, O> {
  checkDefinition({ ...definition });
  const { kind, title = kind, description = title, outputs, input } = definition;
  const params = definition.params ?? (z.object({}) as unknown as P);
  const strict = params.strict();
  const info: BlockInfo & { readonly params: P } = { kind, title, description, params };
  const parse = rememberLast(
    (given: unknown) => parseParams(strict, given, { stage: "indicators", kind }) as z.output<P>,
  );

  const columns = (
    given: Bars | Float64Array,
    untrusted?: unknown,
    others: readonly Bars[] = NO_BARS,
  ): IndicatorColumns => {
    const values = pickInput(given, input, kind) as Parameters<typeof definition.compute>[0];
    const result: unknown = definition.compute(values, parse(untrusted), others);
    const length = given instanceof Float64Array ? given.length : given.close.length;
    return checkColumns(result, outputs, length, kind);
  };
  const of = (untrusted: unknown, at: IndicatorPlace = {}): IndicatorSpec<O> => {
    const { timeframe, sourceOutput } = at;
    const checked = parseParams(place, { timeframe, sourceOutput }, { stage: "indicators", kind });
    const source = at.source === undefined ? {} : { source: at.source };
    return { ...block.of(untrusted), ...source, ...present(checked) };
  };
  const block = defineBlock<P, IndicatorSpec<O>>("indicators", info, (parsed) => ({
    kind,
    params: parsed,
    indicator,
    outputs,
  }));
  const call = (...args: IndicatorArguments<P>): IndicatorSpec<O> => {
    const { source, sourceOutput, timeframe, ...rest } = (args[0] ?? {}) as IndicatorPlace &
      Record<string, unknown>;
    return of(rest, present({ source, sourceOutput, timeframe }));
  };
  const compute = (
    given: Bars | Float64Array,
    untrusted?: z.input<P>,
    others?: readonly Bars[],
  ): IndicatorResult<O> => {
    const all = columns(given, untrusted, others);
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

/** A definition as JavaScript and loose types let it come. */
function checkDefinition({ kind, outputs, input, compute }: Readonly<Record<string, unknown>>): void {
  const bad = (message: string): EngineError => new EngineError("bad-spec", message, { stage: "indicators" });
  const called = typeof kind === "string" && kind !== "" ? kind : undefined;
  if (!called) throw bad('invalid indicator without a kind; give it one, like kind: "climb"');
  if (!Array.isArray(outputs) || outputs.length === 0)
    throw bad(`missing outputs of indicator ${called}; name them, like outputs: ["value"]`);
  if (input !== "bars" && input !== "column")
    throw bad(`invalid input of indicator ${called}: ${String(input)}; use "bars" or "column"`);
  if (typeof compute !== "function")
    throw bad(`missing compute of indicator ${called}; give a function that returns a column`);
}

/** The fields that are there: absent is not the same as undefined. */
function present<T extends object>(fields: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [name in keyof T]?: Exclude<T[name], undefined>;
  };
}

/** Parses only what differs from the call before: a thousand bars take less time than a schema. */
function rememberLast<T extends object>(parse: (given: unknown) => T): (given: unknown) => T {
  let before: Readonly<Record<string, unknown>> | undefined;
  let parsed: T | undefined;
  return (given = {}) => {
    if (parsed !== undefined && before !== undefined && samePlainFields(given, before)) return parsed;
    parsed = Object.freeze(parse(given));
    before = { ...(given as Record<string, unknown>) };
    return parsed;
  };
}

function samePlainFields(given: unknown, before: Readonly<Record<string, unknown>>): boolean {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return false;
  const fields = given as Readonly<Record<string, unknown>>;
  for (const name in fields)
    if (fields[name] !== before[name] || typeof fields[name] === "object" || fields[name] === undefined)
      return false;
  for (const name in before) if (!(name in fields)) return false;
  return true;
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
