import { z } from "zod";
import { parseParams, plainSpec } from "./catalogue.ts";
import { dataNeeds, type DataNeeds } from "./data/data-needs.ts";
import { EngineError } from "./errors.ts";
import type { ExecutionInput } from "./execution/settings.ts";
import { canonicalJson } from "./hash.ts";
import { indicators as builtIn } from "./indicators/catalogue.ts";
import type { IndicatorSpec } from "./indicators/indicator.ts";
import type { Bars, Timeframe } from "./market/bars.ts";
import { barsPerYear, calendarOfBars } from "./market/calendar.ts";
import { checkConstraints } from "./param-constraints.ts";
import type { RiskRule } from "./risk/rule.ts";
import { signals as builtInSignals } from "./signals/catalogue.ts";
import { seriesLookup, type SignalContext, type SignalGenerator } from "./signals/generator.ts";
import type { Series } from "./signals/series.ts";
import type { Signal } from "./signals/signal.ts";
import type { DecideUniverse } from "./signals/universe.ts";
import { RESERVED_NAMES, type BarView } from "./signals/view.ts";
import type { Sizer } from "./sizing/sizer.ts";

/** The parameters of a strategy, each made with `int`, `num`, `choice` or `flag`. */
export type StrategyParams = z.ZodRawShape;

/** The values of a strategy's parameters. */
export type ParamValues<P extends StrategyParams> = z.output<z.ZodObject<P>>;

/** Parameters as a caller sets them; what is absent keeps its default. */
export type ParamInput<P extends StrategyParams> = Partial<z.input<z.ZodObject<P>>>;

/** A strategy's indicators by the names that its signal function knows them by. */
export type IndicatorMap = Readonly<Record<string, IndicatorSpec>>;

/** A handle per output: one series where there is one output, else an object of series. */
export type HandlesOf<S extends IndicatorSpec> = S["outputs"] extends readonly [string]
  ? Series
  : { readonly [name in S["outputs"][number]]: Series };

/** What a signal function gets: its indicators by name, the bar, and the parameters. */
export type SignalView<P extends StrategyParams, I extends IndicatorMap> = {
  readonly [name in keyof I]: HandlesOf<I[name]>;
} & BarView & { readonly params: ParamValues<P> };

/** A part of a strategy: given, or made of its parameters. */
export type Part<P extends StrategyParams, T> = T | ((params: ParamValues<P>) => T);

/** What a user writes to make a strategy. */
export interface StrategyDefinition<P extends StrategyParams, I extends IndicatorMap> {
  readonly name: string;
  /** Semantic version, such as "2.0.0". */
  readonly version: string;
  readonly description?: string;
  readonly params?: P;
  readonly indicators?: (params: ParamValues<P>) => I;
  /** Decides at every close; exceptions pass through with a `site` of symbol and bar. */
  readonly signal: SignalGenerator | ((view: SignalView<P, I>) => Signal);
  readonly sizing?: Part<P, Sizer>;
  /** Asked in this order at every entry. */
  readonly risk?: Part<P, readonly RiskRule[]>;
  readonly execution?: Part<P, ExecutionInput>;
  /** Raises the warm-up that follows from the indicators, in bars. */
  readonly warmupBars?: number;
  /** What its data must be: looked at before a run, a sweep or a study begins. */
  readonly needs?: DataNeeds;
  /** Relations that its parameters should keep, such as "fast < slow": a run that does not warns of it. */
  readonly constraints?: readonly string[];
}

/** A strategy with its parameters filled in, as a run uses it. */
export interface PreparedStrategy {
  readonly params: Readonly<Record<string, unknown>>;
  readonly indicators: IndicatorMap;
  /** Bars before the first decision, each indicator's counted in bars of its own timeframe. */
  readonly warmupBars: number;
  /** The same on such bars: an indicator of a longer timeframe counts for as many of them as go into its own. */
  readonly warmupOn: (bars: Bars) => number;
  readonly sizing: Sizer | undefined;
  readonly risk: readonly RiskRule[] | undefined;
  readonly execution: ExecutionInput | undefined;
  /** Ties the signal part to one symbol's handles. */
  readonly bind: (view: Readonly<Record<string, unknown>>) => () => unknown;
  /** The signal part where it is a generator and not a function: what can be run faster than bar by bar. */
  readonly generator?: SignalGenerator;
  /** Decides for all symbols together, in place of `bind`. */
  readonly universe?: DecideUniverse;
}

/** A strategy: what it is called, which parameters it has, and how to prepare it for a run. */
export interface Strategy<P extends StrategyParams = StrategyParams> {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly params: z.ZodObject<P>;
  /** What its data must be; anything where absent. */
  readonly needs?: DataNeeds;
  /** Relations that its parameters should keep; none where absent. */
  readonly constraints?: readonly string[];
  /** Text of every function in it, user-defined indicators included: what `codeHash` is the hash of. */
  code(): string;
  /** Fills in parameters. Throws EngineError "bad-param" or "bad-spec". */
  prepare(params?: ParamInput<P>): PreparedStrategy;
}

const head = z.object({
  name: z.string().min(1).max(200),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, "Use a semantic version like 1.0.0"),
  warmupBars: z.number().int().min(0).max(1_000_000).optional(),
  needs: dataNeeds.optional(),
});

/**
 * Makes a strategy of a definition; indicators are typed into the signal function by name.
 *
 * @throws EngineError "bad-param" on a name, version or warm-up that is not one, "bad-spec" on another part that is none.
 * @example export const trend = defineStrategy({ name: "trend", version: "1.0.0", params: { fast: int(10, { min: 2, max: 50 }), slow: int(40, { min: 5,
 *   max: 200 }) }, constraints: ["fast < slow"], indicators: ({ fast, slow }) => ({ fast: ema({ lengthBars: fast }), slow: ema({ lengthBars:
 *   slow }) }), signal: ({ fast, slow }) => (crossesAbove(fast, slow) ? buy() : crossesBelow(fast, slow) ? exit() : hold()) }); backtest(trend,
 *   { bars: prices })
 */
export function defineStrategy<
  P extends StrategyParams = Record<never, never>,
  I extends IndicatorMap = Record<never, never>,
>(definition: StrategyDefinition<P, I>): Strategy<P> {
  const { name, version, warmupBars, needs, constraints } = definition;
  parseParams(head, { name, version, warmupBars, needs }, { stage: "strategy" });
  checkParts(definition);
  const schema = z.strictObject(definition.params ?? ({} as P));
  checkConstraints(constraints ?? [], Object.keys(schema.shape));
  return {
    name,
    version,
    description: definition.description ?? "",
    params: schema,
    ...(needs && { needs }),
    ...(constraints && { constraints }),
    code: () => codeOf(definition, schema),
    prepare: (given) =>
      prepare(definition, parseParams(schema, given ?? {}, { stage: "strategy", kind: name })),
  };
}

/** The parts of a definition whose types were not checked. */
function checkParts({
  signal,
  indicators,
  params = {},
}: {
  readonly signal: unknown;
  readonly indicators?: unknown;
  readonly params?: object;
}): void {
  const bad = (message: string, field: string): EngineError =>
    new EngineError("bad-spec", message, { stage: "strategy", field });
  if (
    typeof signal !== "function" &&
    typeof (signal as { decide?: unknown } | undefined)?.decide !== "function"
  )
    throw bad("missing signal; give a function that returns buy(), sell(), exit() or hold()", "signal");
  if (indicators !== undefined && typeof indicators !== "function")
    throw bad("invalid indicators: an object; use a function, () => ({ ... })", "indicators");
  for (const [name, param] of Object.entries(params))
    if (!(param instanceof z.ZodType))
      throw bad(
        `invalid param ${name}: ${typeof param}; use int(9, { min: 2, max: 50 }), num, choice, flag or a zod type`,
        name,
      );
}

function prepare<P extends StrategyParams, I extends IndicatorMap>(
  definition: StrategyDefinition<P, I>,
  params: ParamValues<P>,
): PreparedStrategy {
  const fill = <T>(part: Part<P, T> | undefined): T | undefined =>
    typeof part === "function" ? (part as (params: ParamValues<P>) => T)(params) : part;
  const indicators: IndicatorMap = definition.indicators?.(params) ?? {};
  for (const [name, spec] of Object.entries(indicators)) checkName(name, spec);
  const { signal, warmupBars: least = 0 } = definition;
  const specs = Object.values(indicators);
  return {
    params,
    indicators,
    warmupBars: Math.max(least, ...specs.map((spec) => warmupOf(spec))),
    warmupOn: (bars) => Math.max(least, ...specs.map((spec) => warmupOf(spec, bars))),
    sizing: fill(definition.sizing),
    risk: fill(definition.risk),
    execution: fill(definition.execution),
    ...(typeof signal === "function" ? {} : { generator: signal }),
    bind: (handles) => {
      const view = Object.assign(handles, { params });
      if (typeof signal === "function") return () => signal(view as unknown as SignalView<P, I>);
      const lookup = seriesLookup(view);
      return () => signal.decide(lookup, view as unknown as SignalContext);
    },
  };
}

function checkName(name: string, spec: IndicatorSpec): void {
  const site = { stage: "strategy", field: name };
  if ((RESERVED_NAMES as readonly string[]).includes(name)) {
    throw new EngineError("bad-spec", `reserved indicator name: ${name}; call it something else`, site);
  }
  if (typeof spec.indicator?.columns === "function") return;
  throw new EngineError("bad-spec", `invalid indicator ${name}; use one like ema({ lengthBars: 9 })`, site);
}

/** Bars before an indicator's first value, its source's included; in those of `bars` where given. */
function warmupOf(spec: IndicatorSpec, bars?: Bars): number {
  const before = typeof spec.source === "object" ? warmupOf(spec.source, bars) : 0;
  const own = spec.indicator.warmupBars(spec.params);
  const ratio = bars && spec.timeframe ? barsWithin(bars, spec.timeframe) : 1;
  // A value is there at the close of the longer bar that has it: so many whole ones, less the bar that closes with it.
  return before + Math.max(own, Math.ceil((own + 1) * ratio) - 1);
}

/** Bars of a run that go into one of a longer timeframe, on average over a year. */
function barsWithin(bars: Bars, timeframe: Timeframe): number {
  const calendar = calendarOfBars(bars);
  return barsPerYear(calendar, bars.timeframe) / barsPerYear(calendar, timeframe);
}

function codeOf<P extends StrategyParams, I extends IndicatorMap>(
  definition: StrategyDefinition<P, I>,
  schema: z.ZodObject<P>,
): string {
  const defaults = schema.safeParse({});
  const map = defaults.success ? definition.indicators?.(defaults.data) : undefined;
  const known = new Set(builtIn.blocks);
  const own = Object.values(map ?? {}).map(({ indicator }) =>
    known.has(indicator) ? indicator.kind : indicator.code,
  );
  const { name, version, signal, indicators, sizing, risk, execution } = definition;
  const signalText =
    typeof signal === "function" ? String(signal) : canonicalJson(plainSpec(signal, builtInSignals));
  // Sizers and rules are in the manifest's settings, by value: here only the functions that make them.
  const makers = [indicators, sizing, risk, execution].filter((part) => typeof part === "function");
  return [name, version, signalText, ...makers.map(String), ...own].join("\n");
}

/** The range of a number parameter; `step` is for sliders and searches. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly description?: string;
}

/**
 * A whole-number parameter with its default and range.
 *
 * @example const lookback = defineStrategy({ name: "momentum", version: "1.0.0", params: { bars: int(20, { min: 1, max: 100 }) }, signal: ({ close,
 *   params }) => (close.now > close.ago(params.bars) ? buy() : exit()) }); backtest(lookback, { bars: prices, params: { bars: 60 } })
 */
export function int(value: number, range: NumberRange): z.ZodDefault<z.ZodNumber> {
  const { min, max, step = 1, description = "" } = range;
  return z.number().int().min(min).max(max).meta({ description, step }).default(value);
}

/**
 * A number parameter with its default and range.
 *
 * @example const band = defineStrategy({ name: "band", version: "1.0.0", params: { pct: num(1.5, { min: 0, max: 10, step: 0.5 }) }, indicators: () =>
 *   ({ mean: sma({ lengthBars: 20 }) }), signal: ({ close, mean, params }) => (close.now < mean.now * (1 - params.pct / 100) ? buy() : close.now
 *   > mean.now ? exit() : hold()) }); backtest(band, { bars: prices })
 */
export function num(value: number, range: NumberRange): z.ZodDefault<z.ZodNumber> {
  const { min, max, step = (max - min) / 100, description = "" } = range;
  return z.number().min(min).max(max).meta({ description, step }).default(value);
}

/**
 * A parameter that is one of several names.
 *
 * @example const entry = defineStrategy({ name: "entry", version: "1.0.0", params: { kind: choice("close", ["close", "high"]) }, signal: (view) =>
 *   (view[view.params.kind].now > view.close.ago(1) ? buy() : exit()) }); backtest(entry, { bars: prices, params: { kind: "high" } })
 */
export function choice<const V extends string>(
  value: NoInfer<V>,
  options: readonly [V, ...V[]],
): z.ZodDefault<z.ZodEnum<{ [name in V]: name }>> {
  return z.enum(options).default(value as never);
}

/**
 * A parameter that is on or off.
 *
 * @example const either = defineStrategy({ name: "maybe_short", version: "1.0.0", params: { shorts: flag(false) }, execution: ({ shorts }) => ({ shorts
 *   }), signal: ({ close, params }) => (close.now > close.ago(20) ? buy() : params.shorts ? sell() : exit()) }); backtest(either, { bars:
 *   prices, params: { shorts: true } })
 */
export function flag(value: boolean): z.ZodDefault<z.ZodBoolean> {
  return z.boolean().default(value);
}
