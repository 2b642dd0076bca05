import type { z } from "zod";
import type { Bars } from "../market/bars.ts";
import { defineIndicator, type Indicator, type IndicatorResult } from "./indicator.ts";

/** One bar as a step sees it: its prices, volume and close time (UTC ms). */
export interface StepBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly time: number;
}

/** What a step gives: a number where there is one output, else a number per output. */
export type StepResult<O extends readonly string[]> = O extends readonly [string]
  ? number
  : { readonly [name in O[number]]: number };

/** What a cell writes to make an indicator that cannot look ahead. */
export interface StepIndicatorDefinition<
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
  /** Called once per column for its state; what it returns is called with every value or bar in turn. */
  readonly start: (params: z.output<P>) => (value: I extends "bars" ? StepBar : number) => StepResult<O>;
}

/**
 * Makes an indicator of a step: a function that gets one value (or bar) at a time and never sees a later one, so that it is causal
 * by construction. Give NaN while there is no value yet.
 *
 * @throws EngineError "bad-param" on wrong parameters at each use.
 * @example const smooth = defineStepIndicator({ kind: "smooth", outputs: ["value"], input: "column", start: () => { let mean = NaN; return (value) =>
 *   (mean = Number.isNaN(mean) ? value : mean + 0.1 * (value - mean)); } }); plot.line({ x: prices.closeTime, y: indicator(smooth(), prices) },
 *   { title: "Smoothed close" })
 */
export function defineStepIndicator<
  P extends z.ZodObject,
  const O extends readonly [string, ...string[]],
  I extends "bars" | "column",
>(definition: StepIndicatorDefinition<P, O, I>): Indicator<P, O> {
  const { start, ...rest } = definition;
  const compute = (input: Bars | Float64Array, params: z.output<P>): IndicatorResult<O> => {
    const step = start(params) as unknown as (
      value: number | StepBar,
    ) => number | Readonly<Record<string, number>>;
    const next = (bar: number): number | Readonly<Record<string, number>> =>
      step(input instanceof Float64Array ? (input[bar] as number) : barAt(input, bar));
    const count = input instanceof Float64Array ? input.length : input.close.length;
    return collect(definition.outputs, count, next) as IndicatorResult<O>;
  };
  const vector = defineIndicator<P, O, I>({ ...rest, compute });
  return Object.assign(vector, { code: String(start) });
}

function collect(
  outputs: readonly string[],
  count: number,
  next: (bar: number) => number | Readonly<Record<string, number>>,
): Float64Array | Record<string, Float64Array> {
  const columns = outputs.map(() => new Float64Array(count));
  for (let bar = 0; bar < count; bar++) {
    const result = next(bar);
    for (const [index, name] of outputs.entries()) {
      const value = typeof result === "number" ? result : result[name];
      const column = columns[index];
      if (column) column[bar] = value ?? NaN;
    }
  }
  const [only] = columns;
  if (columns.length === 1 && only) return only;
  return Object.fromEntries(outputs.map((name, index) => [name, columns[index] ?? new Float64Array(count)]));
}

function barAt(bars: Bars, bar: number): StepBar {
  return {
    open: bars.open[bar] as number,
    high: bars.high[bar] as number,
    low: bars.low[bar] as number,
    close: bars.close[bar] as number,
    volume: bars.volume[bar] as number,
    time: bars.closeTime[bar] as number,
  };
}
