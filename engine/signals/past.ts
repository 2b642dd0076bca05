import { basisAt, shareBases, type ShareBasis } from "../data/share-basis.ts";
import { computeIndicators } from "../indicators/evaluate.ts";
import type { IndicatorColumns, IndicatorSpec } from "../indicators/indicator.ts";
import type { Bars } from "../market/bars.ts";
import type { CorporateAction } from "../market/corporate-actions.ts";
import { columnLookup, decider, type Decide } from "./decide.ts";
import type { SignalGenerator } from "./generator.ts";

/** Indicators by their names in the strategy, each as columns of shape [bars]. */
export type NamedColumns = Readonly<Record<string, IndicatorColumns>>;

/** The history of a stretch between two splits, in that stretch's shares, with the indicators computed on it. */
export interface PastPart extends ShareBasis {
  readonly columns: NamedColumns;
}

/** One symbol as its strategy sees it. Most have one part; on raw prices with splits there is one for each stretch. */
export interface SymbolPast {
  readonly parts: readonly PastPart[];
  /** Every part's own rows, put together. */
  readonly columns: NamedColumns;
}

/**
 * Computes a strategy's indicators for every symbol of a run, on raw prices in the shares of each moment: no split looks like a fall.
 *
 * Indicators that compare symbols see the others in the shares that each began with.
 */
export function pastsOf(
  specs: Readonly<Record<string, IndicatorSpec>>,
  all: readonly Bars[],
  actions: readonly CorporateAction[],
): readonly SymbolPast[] {
  const bases = all.map((bars) => shareBases(bars, actions));
  const steady = bases.every(({ length }) => length === 1);
  const others = steady ? all : all.map((bars) => inFirstShares(bars, actions));
  return bases.map((stretches, index) => {
    const parts = stretches.map((basis) => {
      const beside = steady ? all : others.map((other, at) => (at === index ? basis.bars : other));
      return { ...basis, columns: computeIndicators(specs, basis.bars, beside) };
    });
    return { parts, columns: mergedColumns(parts) };
  });
}

/** Prices and volumes in the shares of the first bar: continuous, and known at each bar. O(bars). */
function inFirstShares(bars: Bars, actions: readonly CorporateAction[]): Bars {
  const bases = shareBases(bars, actions);
  if (bases.length === 1) return bars;
  const factor = new Float64Array(bars.close.length).fill(1);
  for (const { from, bars: basis } of bases)
    factor.fill((bars.close[0] as number) / (basis.close[0] as number), from);
  const times = (column: Float64Array, power: 1 | -1): Float64Array =>
    column.map((value, bar) => value * (factor[bar] as number) ** power);
  const { open, high, low, close, volume } = bars;
  return {
    ...bars,
    ...{ open: times(open, 1), high: times(high, 1), low: times(low, 1), close: times(close, 1) },
    volume: times(volume, -1),
  };
}

function mergedColumns(parts: readonly PastPart[]): NamedColumns {
  const last = parts[parts.length - 1] as PastPart;
  if (parts.length === 1) return last.columns;
  const merge = (name: string, output: string, whole: Float64Array): Float64Array => {
    const merged = whole.slice();
    for (const { from, bars, columns } of parts)
      merged.set(columns[name]?.[output]?.subarray(from, bars.close.length) ?? [], from);
    return merged;
  };
  return Object.fromEntries(
    Object.entries(last.columns).map(([name, outputs]) => [
      name,
      Object.fromEntries(
        Object.entries(outputs).map(([output, column]) => [output, merge(name, output, column)]),
      ),
    ]),
  );
}

/** The decider of a symbol on its own; of several parts each answers for its stretch. Throws as {@link decider} does. */
export function deciderOf(
  { parts }: SymbolPast,
  bind: Parameters<typeof decider>[2],
  warmupBars: number,
): Decide {
  const deciders = parts.map(({ from, bars, columns }) => {
    return { from, decide: decider(bars, columns, bind, warmupBars) };
  });
  const [only] = deciders;
  if (only && deciders.length === 1) return only.decide;
  return (bar, held) => basisAt(deciders, bar).decide(bar, held);
}

/** Where a declarative signal may act on a symbol; everywhere where it cannot say. */
export function planOf({ parts }: SymbolPast, generator: SignalGenerator | undefined): Int8Array {
  const last = parts[parts.length - 1] as PastPart;
  const plan = new Int8Array(last.bars.close.length).fill(1);
  for (const { from, bars, columns } of parts) {
    const acts = generator?.acts?.(columnLookup(bars, columns), bars.close.length);
    if (acts) plan.set(acts.subarray(from), from);
  }
  return plan;
}
