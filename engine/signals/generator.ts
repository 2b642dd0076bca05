import type { z } from "zod";
import { parseParams, type BlockInfo, type BlockSpec } from "../catalogue.ts";
import { EngineError } from "../errors.ts";
import { Series } from "./series.ts";
import type { Signal } from "./signal.ts";
import type { BarView } from "./view.ts";

/** What a signal generator reads: handles by name, as the strategy named its indicators ("fast", "bands.upper", "close"). */
export type SeriesLookup = (name: string) => Series;

/** All that a signal function gets: the bar, its handles by name and the strategy's parameters. */
export type SignalContext = BarView & Readonly<Record<string, unknown>>;

/** A signal generator with its parameters: used in a strategy in place of a function. */
export interface SignalGenerator extends BlockSpec {
  decide(series: SeriesLookup, view: SignalContext): Signal;
  /** Bars on which it may say anything but hold, as whole columns: 0 where it surely holds. Absent where it cannot know. */
  acts?: ((column: ColumnLookup, bars: number) => Int8Array) | undefined;
}

/** Whole columns by the names that {@link SeriesLookup} knows; only for working out where a signal may act. */
export type ColumnLookup = (name: string) => Float64Array;

/** A signal generator as its catalogue holds it. */
export interface AnySignalBlock extends BlockInfo {
  of(params: unknown): SignalGenerator;
}

/** What a signal block's file writes: `from` turns the arguments of a call into parameters. */
export interface SignalDefinition<P extends z.ZodObject, A extends readonly unknown[]> extends BlockInfo {
  readonly params: P;
  readonly from: (...args: A) => z.input<P>;
  readonly decide: (series: SeriesLookup, params: z.output<P>, view: SignalContext) => Signal;
  /** The vector form of `decide`, for vectorized runs: nonzero wherever `decide` may not hold. */
  readonly acts?: (column: ColumnLookup, params: z.output<P>, bars: number) => Int8Array;
}

/** A signal generator as a user writes it: `crossover("fast", "slow")`. */
export interface SignalBlock<A extends readonly unknown[]> extends AnySignalBlock {
  (...args: A): SignalGenerator;
}

/**
 * Makes a signal generator of a definition. @throws EngineError "bad-param" on wrong parameters at each use.
 *
 * @example const longAbove = defineSignal({ kind: "long-above", title: "Long above", description: "Long above a series.", params: z.object({ series:
 *   z.string() }), from: (series: string) => ({ series }), decide: (seriesOf, { series }) => (seriesOf("close").now > seriesOf(series).now ?
 *   buy() : exit()) }); backtest(defineStrategy({ name: "above_mean", version: "1.0.0", indicators: () => ({ mean: sma({ lengthBars: 50 }) }),
 *   signal: longAbove("mean") }), { bars: prices })
 */
export function defineSignal<P extends z.ZodObject, A extends readonly unknown[]>(
  definition: SignalDefinition<P, A>,
): SignalBlock<A> {
  const { kind, title, description, params, acts } = definition;
  const strict = params.strict();
  const of = (untrusted: unknown): SignalGenerator => {
    const parsed = parseParams(strict, untrusted, { stage: "signals", kind }) as z.output<P>;
    return {
      kind,
      params: parsed,
      code: String(definition.decide),
      decide: (series, view) => definition.decide(series, parsed, view),
      acts: acts && ((column, bars) => acts(column, parsed, bars)),
    };
  };
  return Object.assign((...args: A) => of(definition.from(...args)), {
    kind,
    title,
    description,
    params,
    of,
  });
}

/**
 * Finds handles by name in what a signal function would get; an output is named after its indicator and a dot.
 *
 * @returns A lookup that throws EngineError "bad-spec" on a name that is not there.
 */
export function seriesLookup(handles: Readonly<Record<string, unknown>>): SeriesLookup {
  const found = new Map<string, Series>();
  for (const [name, handle] of Object.entries(handles)) {
    if (handle instanceof Series) found.set(name, handle);
    else if (typeof handle === "object" && handle !== null) {
      for (const [output, series] of Object.entries(handle)) {
        if (series instanceof Series) found.set(`${name}.${output}`, series);
      }
    }
  }
  return (name) => {
    const series = found.get(name);
    if (series) return series;
    const message = `unknown series: ${name}; use one of ${[...found.keys()].join(", ")}`;
    throw new EngineError("bad-spec", message, { stage: "signals", field: name });
  };
}
