import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import { EngineError } from "#engine/errors.ts";
import type { Bars, Timeframe } from "#engine/market/bars.ts";
import type { CellPrices } from "../noted-prices.ts";
import type { BarsOptions } from "../price-library.ts";

/** Which datasets belong to a universe: those that fit all that is given. */
export interface UniverseFilter {
  readonly sector?: string;
  readonly source?: string;
  /** Generated prices only, or real ones only. */
  readonly synthetic?: boolean;
  /** Fits the symbol or the name, such as `/^A/`. */
  readonly match?: RegExp;
}

/** What loading a universe needs of the cell that asks for it. */
export interface UniverseLoading {
  readonly library: Pick<CellPrices, "bars" | "datasets">;
  readonly signal: AbortSignal;
  readonly progress: (share: number) => void;
}

/** Most symbols of one universe. */
export const MAX_SYMBOLS = 1000;
const PARALLEL_LOADS = 6;

const fits = (info: DatasetInfo, filter: UniverseFilter, timeframe: Timeframe): boolean =>
  info.timeframe === timeframe &&
  (filter.sector === undefined || info.sector === filter.sector) &&
  (filter.source === undefined || info.source === filter.source) &&
  (filter.synthetic === undefined || info.synthetic === filter.synthetic) &&
  (filter.match === undefined ||
    info.symbol.search(filter.match) >= 0 ||
    info.name.search(filter.match) >= 0);

function requireSome(symbols: readonly string[], datasets: readonly DatasetInfo[]): void {
  if (symbols.length > MAX_SYMBOLS)
    throw new EngineError("over-limit", `universe of ${symbols.length} symbols; the limit is ${MAX_SYMBOLS}`);
  if (symbols.length > 0) return;
  const sectors = [...new Set(datasets.flatMap(({ sector }) => sector ?? []))].slice(0, 12).join(", ");
  const remedy = sectors === "" ? "datasets() lists what there is" : `sectors are ${sectors}`;
  throw new EngineError("unknown-symbol", `no symbol fits the universe; ${remedy}`);
}

async function symbolsOf(
  which: readonly string[] | UniverseFilter,
  library: UniverseLoading["library"],
  timeframe: Timeframe,
): Promise<string[]> {
  // Who names symbols reads those, and not the list of all: it may grow without a word to them.
  const named = Array.isArray(which) ? [...new Set(which as readonly string[])] : null;
  if (named && named.length > 0 && named.length <= MAX_SYMBOLS) return named;
  const datasets = await library.datasets();
  const fitting = datasets.filter((info) => fits(info, which as UniverseFilter, timeframe));
  const symbols = named ?? [...new Set(fitting.map(({ symbol }) => symbol))].sort();
  requireSome(symbols, datasets);
  return symbols;
}

/**
 * Bars of several symbols, six at a time; progress counts symbols.
 *
 * @throws EngineError "unknown-symbol" or "over-limit", and the signal's own reason once it is aborted.
 */
export async function loadUniverse(
  which: readonly string[] | UniverseFilter,
  options: BarsOptions,
  { library, signal, progress }: UniverseLoading,
): Promise<readonly Bars[]> {
  const symbols = await symbolsOf(which, library, options.timeframe ?? "1d");
  const all: Bars[] = [];
  for (let at = 0; at < symbols.length; at += PARALLEL_LOADS) {
    signal.throwIfAborted();
    const next = symbols.slice(at, at + PARALLEL_LOADS).map((symbol) => library.bars(symbol, options));
    all.push(...(await Promise.all(next)));
    progress(all.length / symbols.length);
  }
  return all;
}
