import { canonicalJson } from "../hash.ts";
import { computeIndicator } from "../indicators/evaluate.ts";
import type { AnyIndicator, IndicatorColumns, IndicatorSpec } from "../indicators/indicator.ts";
import type { Bars } from "../market/bars.ts";
import type { PreparedStrategy } from "../strategy.ts";

/** Bytes of columns that runs on one thread keep for each other where nothing less is asked for. */
export const MAX_COLUMN_BYTES = 256 * 1024 * 1024;

/** Columns that many runs over the same bars share: each indicator with its parameters is computed once per symbol and stretch. */
export interface SharedColumns {
  /** The columns of an indicator over bars of the runs, or over their beginning. */
  columnsOf(spec: IndicatorSpec, bars: Bars, others?: readonly Bars[]): IndicatorColumns;
  /** The same strategy, its indicators read from here. */
  share(prepared: PreparedStrategy): PreparedStrategy;
  /** Of what is kept now. */
  readonly bytes: number;
}

/**
 * Opens an empty store for runs over one set of bars, or over beginnings of it: windows that end together share, wherever they begin.
 *
 * @param maxBytes The longest unused columns are dropped above it.
 */
export function openSharedColumns(maxBytes = MAX_COLUMN_BYTES): SharedColumns {
  const known = new Map<string, IndicatorColumns>(); // in order of use: a Map keeps insertion order
  const keyOf = keyMaker();
  let bytes = 0;
  const keep = (key: string, columns: IndicatorColumns): void => {
    known.set(key, columns);
    bytes += bytesOf(columns);
    for (const [oldest, dropped] of known) {
      if (bytes <= maxBytes) break;
      known.delete(oldest);
      bytes -= bytesOf(dropped);
    }
  };
  const columnsOf = (spec: IndicatorSpec, bars: Bars, others: readonly Bars[] = []): IndicatorColumns => {
    const key = `${stretchOf(bars, others)}/${keyOf(spec)}`;
    const before = known.get(key);
    if (before) {
      known.delete(key);
      known.set(key, before);
      return before;
    }
    const columns = computeIndicator(spec, bars, others);
    keep(key, columns);
    return columns;
  };
  const share = (prepared: PreparedStrategy): PreparedStrategy => ({
    ...prepared,
    indicators: Object.fromEntries(
      Object.entries(prepared.indicators).map(([name, spec]) => [name, sharedSpec(spec, columnsOf)]),
    ),
  });
  return {
    columnsOf,
    share,
    get bytes() {
      return bytes;
    },
  };
}

/** Bars of one set that are cut at the same moment have the same lengths, and no other cut has all of them. */
function stretchOf(bars: Bars, others: readonly Bars[]): string {
  let all = 0;
  for (const other of others) all += other.closeTime.length;
  return `${bars.symbol}/${bars.closeTime.length}/${all}`;
}

function bytesOf(columns: IndicatorColumns): number {
  return Object.values(columns).reduce((sum, column) => sum + column.byteLength, 0);
}

/** An indicator counts as itself, not by its kind: two of a user's own may share a name. */
function keyMaker(): (spec: IndicatorSpec) => string {
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
    return canonicalJson([identityOf(indicator), params, from, timeframe ?? null, sourceOutput ?? null]);
  };
  return keyOf;
}

/** The same indicator without its place, which is in the columns already. */
function sharedSpec(spec: IndicatorSpec, columnsOf: SharedColumns["columnsOf"]): IndicatorSpec {
  const columns: AnyIndicator["columns"] = (input, _params, others) => columnsOf(spec, input as Bars, others);
  const { kind, params, outputs } = spec;
  return { kind, params, outputs, indicator: { ...spec.indicator, input: "bars", columns } };
}
