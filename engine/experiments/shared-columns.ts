import { canonicalJson } from "../hash.ts";
import { computeIndicator } from "../indicators/evaluate.ts";
import type { AnyIndicator, IndicatorColumns, IndicatorSpec } from "../indicators/indicator.ts";
import type { Bars } from "../market/bars.ts";
import type { PreparedStrategy } from "../strategy.ts";

/** Columns that many runs over the same bars share: each indicator with its parameters is computed once per symbol. */
export interface SharedColumns {
  /** The columns of an indicator over bars of the sweep. */
  columnsOf(spec: IndicatorSpec, bars: Bars, others?: readonly Bars[]): IndicatorColumns;
  /** The same strategy, its indicators read from here. */
  share(prepared: PreparedStrategy): PreparedStrategy;
}

/** Opens an empty store; it holds as many columns as the sweep has distinct indicators. */
export function openSharedColumns(): SharedColumns {
  const known = new Map<string, IndicatorColumns>();
  const identities = new Map<AnyIndicator, number>();
  const identityOf = (indicator: AnyIndicator): number => {
    const before = identities.get(indicator);
    if (before !== undefined) return before;
    identities.set(indicator, identities.size);
    return identities.size - 1;
  };
  const keyOf = (spec: IndicatorSpec): string => {
    const { indicator, params, source, timeframe, sourceOutput } = spec;
    const from = typeof source === "object" ? keyOf(source) : (source ?? null);
    // An indicator counts as itself, not by its kind: two of a user's own may share a name.
    return canonicalJson([identityOf(indicator), params, from, timeframe ?? null, sourceOutput ?? null]);
  };
  const columnsOf = (spec: IndicatorSpec, bars: Bars, others: readonly Bars[] = []): IndicatorColumns => {
    const key = `${bars.symbol}/${bars.closeTime.length}/${keyOf(spec)}`;
    const before = known.get(key);
    if (before) return before;
    const columns = computeIndicator(spec, bars, others);
    known.set(key, columns);
    return columns;
  };
  const shared = (spec: IndicatorSpec): IndicatorSpec => {
    const columns: AnyIndicator["columns"] = (input, _params, others) =>
      columnsOf(spec, input as Bars, others);
    // Without its place, which is in the columns already.
    const { kind, params, outputs } = spec;
    return { kind, params, outputs, indicator: { ...spec.indicator, input: "bars", columns } };
  };
  const share = (prepared: PreparedStrategy): PreparedStrategy => ({
    ...prepared,
    indicators: Object.fromEntries(
      Object.entries(prepared.indicators).map(([name, spec]) => [name, shared(spec)]),
    ),
  });
  return { columnsOf, share };
}
