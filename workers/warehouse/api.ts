import type { Timeframe } from "#engine/market/bars.ts";

/** The columns of one symbol's bars, each of shape [bars], ascending in time; times in UTC ms, NaN is "no value". */
export interface BarColumns {
  readonly openTime: Float64Array;
  readonly closeTime: Float64Array;
  readonly availableAt: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** A value bound to a `?` of a query. */
export type QueryParam = number | string | boolean | null;

/** A table that a query reads by name, as an Arrow IPC stream. */
export interface QueryTable {
  readonly name: string;
  readonly ipc: Uint8Array;
}

/** Bounds of one query; going past one is an error that names it. */
export const QUERY_LIMITS = { textChars: 1_000_000, params: 10_000, resultBytes: 64_000_000 } as const;

/**
 * What holds the prices and answers SQL, whatever thread it lives in. It belongs to the frame,
 * not to the cells' worker, so that stopping a busy cell loses no data.
 */
export interface Warehouse {
  /**
   * Keeps one symbol's bars, in place of what it held of them.
   *
   * @param ipc The warehouse's from now on: an Arrow IPC stream with the float64 columns open_time, close_time, available_at, open, high, low, close, volume.
   */
  putBars(symbol: string, timeframe: Timeframe, ipc: Uint8Array): Promise<void>;
  /** The columns of a symbol, or null when they were never put. */
  readBars(symbol: string, timeframe: Timeframe): Promise<BarColumns | null>;
  /** Whether {@link readBars} would find a symbol. */
  hasBars(symbol: string, timeframe: Timeframe): Promise<boolean>;
  /**
   * Has SQL ready to be answered, which takes a second where nobody has asked yet; a query does it by itself.
   *
   * @throws Error where DuckDB cannot be started; the next one who asks tries again.
   */
  start(): Promise<void>;
  /**
   * Runs one reading statement; params are bound, never pasted.
   *
   * @param until UTC ms: bars that were not available by then are hidden; none are where it is absent.
   * @param ticket Names the query to {@link Warehouse.interrupt}; unique while the query is on its way.
   * @returns An Arrow IPC stream of at most 64 MB.
   * @throws EngineError "over-limit" or "cancelled", or an Error with DuckDB's own words.
   */
  query(
    text: string,
    params: readonly QueryParam[],
    tables: readonly QueryTable[],
    until?: number,
    ticket?: string,
  ): Promise<Uint8Array>;
  /** Ends a query that runs or waits, within about a tenth of a second; all of them without a ticket. */
  interrupt(ticket?: string): Promise<void>;
}
