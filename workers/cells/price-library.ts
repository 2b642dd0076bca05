import { EngineError } from "#engine/errors.ts";
import type { Bars, Timeframe } from "#engine/market/bars.ts";
import { sqlTables } from "#engine/notebook/sql-template.ts";
import { nearest } from "#engine/catalogue.ts";
import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import { ALL_PRICES } from "#engine/notebook/price-reads.ts";
import { unfitReason } from "#engine/data/quality/fitness.ts";
import type { StoredTable } from "#engine/data/stored-table.ts";
import type { BarColumns, QueryParam, Warehouse } from "#workers/warehouse/api.ts";
import { sealOf } from "./column-seal.ts";
import { Table } from "./table.ts";

/** Which part of a symbol's bars: by timeframe, and by open time in UTC ms or as an ISO date; `to` is exclusive. */
export interface BarsOptions {
  /** Length of a bar: "1d" where absent; longer ones are made of what is stored. */
  readonly timeframe?: Timeframe;
  /** First moment at which a bar may open: an ISO date, a Date or UTC ms; the first bar where absent. */
  readonly from?: number | string | Date;
  /** Moment before which the last bar opens, given likewise; the last bar where absent. */
  readonly to?: number | string | Date;
}

/** Where the prices come from: the page's server in a browser, files or the database on the command line. */
export interface PriceSource {
  loadBars(request: BarsRequest): Promise<Uint8Array>;
  listDatasets(): Promise<readonly DatasetInfo[]>;
  /** What was saved, as an Arrow IPC stream; absent where there is no database. */
  readTable?(name: StoredTable): Promise<Uint8Array>;
}

/** Most bars that one query may pull in by not naming symbols. */
const MAX_QUERY_BARS = 5_000_000;
const PARALLEL_LOADS = 6;
/** What may be a symbol among the texts of a query. */
const SYMBOL = /^[\w.^=/-]{1,40}$/;
/** Slices kept for the sake of identity; a slider over dates must not keep them all. */
const MAX_PARTS = 50;

/** What to try when a symbol is not there: the one that was meant, or where the list is. */
function remedyFor(symbol: string, datasets: readonly DatasetInfo[]): string {
  if (datasets.length === 0) return "import prices first";
  const symbols = [...new Set(datasets.map((dataset) => dataset.symbol))];
  const meant = nearest(symbol.toUpperCase(), symbols);
  return meant ? `did you mean ${meant}?` : "datasets() lists what there is";
}

function requireTime(value: number | string | Date, name: string): number {
  const time = typeof value === "number" ? value : new Date(value).getTime();
  if (Number.isNaN(time))
    throw new EngineError("bad-param", `invalid ${name}: ${String(value)}; use "2015-01-31" or UTC ms`);
  return time;
}

function firstAtOrAfter(times: Float64Array, time: number): number {
  const at = times.findIndex((t) => t >= time);
  return at < 0 ? times.length : at;
}

function slice(bars: Bars, options: BarsOptions): Bars {
  const { from, to } = options;
  if (from === undefined && to === undefined) return bars;
  const start = from === undefined ? 0 : firstAtOrAfter(bars.openTime, requireTime(from, "from"));
  const end = to === undefined ? bars.openTime.length : firstAtOrAfter(bars.openTime, requireTime(to, "to"));
  const part = (column: Float64Array) => column.slice(start, end);
  const { openTime, closeTime, availableAt, open, high, low, close, volume } = bars;
  return {
    ...bars,
    openTime: part(openTime),
    closeTime: part(closeTime),
    availableAt: part(availableAt),
    open: part(open),
    high: part(high),
    low: part(low),
    close: part(close),
    volume: part(volume),
  };
}

/**
 * Prices for cells: fetched once, kept in the warehouse, and held here as columns, so that a slider's re-run
 * touches neither the network nor DuckDB. The same request gives the same object.
 */
export class PriceLibrary {
  readonly #warehouse: Warehouse;
  readonly #source: PriceSource;
  readonly #whole = new Map<string, Promise<Bars>>();
  readonly #parts = new Map<string, Bars>();
  readonly #seals = new WeakMap<Bars, number>();
  readonly #loads = new Map<string, Promise<void>>();
  #datasets: Promise<readonly DatasetInfo[]> | null = null;

  constructor(warehouse: Warehouse, source: PriceSource) {
    this.#warehouse = warehouse;
    this.#source = source;
  }

  /** What can be read, as listed when it was first asked for. */
  datasets(): Promise<readonly DatasetInfo[]> {
    this.#datasets ??= this.#source.listDatasets().catch((error: unknown) => {
      this.#datasets = null;
      throw error;
    });
    return this.#datasets;
  }

  /** Forgets the list: other datasets are there now, and none of those that were read has changed. */
  relist(): void {
    this.#datasets = null;
  }

  /**
   * One symbol's bars.
   *
   * @throws EngineError "unknown-symbol" with the nearest names.
   */
  async bars(symbol: string, options: BarsOptions = {}): Promise<Bars> {
    const timeframe = options.timeframe ?? "1d";
    const key = `${symbol} ${timeframe}`;
    const { from = "", to = "" } = options;
    const partKey = `${key} ${String(from)} ${String(to)}`;
    const known = this.#parts.get(partKey);
    if (known !== undefined && this.#isIntact(known)) return known;
    if (known !== undefined) this.#forget(key);
    const isFresh = !this.#whole.has(key);
    const whole = await remember(this.#whole, key, () => this.#read(symbol, timeframe));
    if (!isFresh && !this.#isIntact(whole)) {
      this.#forget(key);
      return this.bars(symbol, options);
    }
    const part = slice(whole, options);
    if (this.#parts.size >= MAX_PARTS) this.#parts.clear();
    this.#parts.set(partKey, part);
    if (part !== whole) this.#seals.set(part, sealOf(part));
    return part;
  }

  /** Loads the bars that a cell will ask for, unless they are many; an unknown symbol is left to that cell. */
  async prepare(symbol: string, timeframe: Timeframe, maxBars: number): Promise<void> {
    const datasets = await this.datasets();
    const found = datasets.find((dataset) => dataset.symbol === symbol && dataset.timeframe === timeframe);
    if (found !== undefined && found.bars <= maxBars) await this.bars(symbol, { timeframe });
  }

  /** Whether no cell has written into these columns since they were handed out. */
  #isIntact(bars: Bars): boolean {
    return this.#seals.get(bars) === sealOf(bars);
  }

  /** The warehouse still has what was loaded: whoever asks next gets that again. */
  #forget(key: string): void {
    this.#whole.delete(key);
    for (const name of this.#parts.keys()) if (name.startsWith(`${key} `)) this.#parts.delete(name);
  }

  /** A table of what was saved, as it stands now. @throws EngineError "bad-notebook" where there is no database. */
  async savedTable(name: StoredTable): Promise<Table> {
    if (this.#source.readTable === undefined)
      throw new EngineError("bad-notebook", `no database to read ${name} from; run without --bars`);
    return new Table(await this.#source.readTable(name));
  }

  /**
   * Puts into the warehouse the bars that a query reads: the symbols that it names in quotes or parameters,
   * or everything, up to a bound, when it names none.
   *
   * @returns What it read, as `price-reads.ts` names it: what it names and is not there yet, too.
   */
  async loadFor(text: string, params: readonly QueryParam[]): Promise<readonly string[]> {
    if (!sqlTables(text).some((table) => table.toLowerCase() === "bars")) return [];
    const literals = new Set([...text.matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1] ?? ""));
    for (const param of params) if (typeof param === "string") literals.add(param);
    const datasets = await this.datasets();
    const named = datasets.filter((dataset) => literals.has(dataset.symbol));
    const wanted = named.length > 0 ? named : datasets;
    const bars = wanted.reduce((sum, dataset) => sum + dataset.bars, 0);
    if (bars > MAX_QUERY_BARS)
      throw new EngineError(
        "over-limit",
        `query over ${bars} bars; the limit is ${MAX_QUERY_BARS}; name symbols in it`,
      );
    for (let i = 0; i < wanted.length; i += PARALLEL_LOADS)
      await Promise.all(wanted.slice(i, i + PARALLEL_LOADS).map((d) => this.#load(d.symbol, d.timeframe)));
    if (named.length === 0) return [ALL_PRICES];
    return [...literals].filter((literal) => SYMBOL.test(literal)).map((literal) => `${literal} *`);
  }

  #load(symbol: string, timeframe: Timeframe): Promise<void> {
    return remember(this.#loads, `${symbol} ${timeframe}`, async () => {
      if (await this.#warehouse.hasBars(symbol, timeframe)) return;
      await this.#warehouse.putBars(symbol, timeframe, await this.#source.loadBars({ symbol, timeframe }));
    });
  }

  async #read(symbol: string, timeframe: Timeframe): Promise<Bars> {
    const dataset = await this.#requireDataset(symbol, timeframe);
    await this.#load(symbol, timeframe);
    const columns: BarColumns | null = await this.#warehouse.readBars(symbol, timeframe);
    if (columns === null) throw new Error(`bars of ${symbol} were put but cannot be read`);
    const { synthetic, overrides } = dataset;
    const unfit = unfitReason(dataset);
    const marks = {
      ...(synthetic ? { synthetic } : {}),
      ...(overrides ? { overrides } : {}),
      ...(unfit === undefined ? {} : { unfit }),
    };
    const bars: Bars = { symbol, timeframe, ...columns, ...marks };
    this.#seals.set(bars, sealOf(bars));
    return bars;
  }

  async #requireDataset(symbol: string, timeframe: Timeframe): Promise<DatasetInfo> {
    const datasets = await this.datasets();
    const ofSymbol = datasets.filter((dataset) => dataset.symbol === symbol);
    const found = ofSymbol.find((dataset) => dataset.timeframe === timeframe);
    if (found !== undefined) return found;
    const has = ofSymbol.map((dataset) => dataset.timeframe).join(", ");
    const remedy = ofSymbol.length > 0 ? `it has ${has}` : remedyFor(symbol, datasets);
    const what = ofSymbol.length > 0 ? `no ${timeframe} bars of ${symbol}` : `unknown symbol: ${symbol}`;
    throw new EngineError("unknown-symbol", `${what}; ${remedy}`, { symbol });
  }
}

/** Asks once and keeps the answer; a failure is forgotten, so that the next run tries again. */
function remember<T>(kept: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const answer = ask().catch((error: unknown) => {
    kept.delete(key);
    throw error;
  });
  kept.set(key, answer);
  return answer;
}
