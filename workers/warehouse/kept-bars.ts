import { tableFromIPC } from "@uwdata/flechette";
import type { BarColumns } from "./api.ts";
import type { Connection } from "./interruptible-query.ts";
import { runPrepared, withTables } from "./statements.ts";
import { straightColumns } from "./straight-columns.ts";

const KEEP_BARS = `INSERT INTO bars SELECT ?, ?, make_timestamp_ms(open_time::BIGINT), make_timestamp_ms(close_time::BIGINT),
  make_timestamp_ms(available_at::BIGINT), open, high, low, close, volume FROM incoming_bars`;

// A NULL double would come out of Arrow as 0: NaN is our "no value".
const price = (name: string) => `coalesce(${name}, 'nan'::DOUBLE) AS "${name}"`;
const READ_BARS = `SELECT epoch_ms(time)::DOUBLE AS open_time, epoch_ms(close_time)::DOUBLE AS close_time,
  epoch_ms(available_at)::DOUBLE AS available_at, ${["open", "high", "low", "close", "volume"].map(price).join(", ")}
  FROM bars WHERE symbol = ? AND timeframe = ? ORDER BY time`;

function readColumns(connection: Connection, symbol: string, timeframe: string): BarColumns {
  const table = tableFromIPC(runPrepared(connection, READ_BARS, [symbol, timeframe]));
  // DuckDB's batches are views of one buffer: copy each column out, so that it can be handed over on its own.
  const column = (name: string) => (table.getChild(name).toArray() as Float64Array).slice();
  return {
    openTime: column("open_time"),
    closeTime: column("close_time"),
    availableAt: column("available_at"),
    open: column("open"),
    high: column("high"),
    low: column("low"),
    close: column("close"),
    volume: column("volume"),
  };
}

/** Columns that can each be handed over, and leave the bytes as they are. */
function copied(columns: BarColumns): BarColumns {
  const copies = Object.entries(columns as object).map(([name, column]) => [
    name,
    (column as Float64Array).slice(),
  ]);
  return Object.fromEntries(copies) as BarColumns;
}

/** One symbol's bars as they were put: an Arrow IPC stream. */
export interface PutBars {
  readonly symbol: string;
  readonly timeframe: string;
  readonly ipc: Uint8Array;
}

/** The bars on a connection: what was put stays bytes until a query is asked, since cells mostly read columns. */
export class KeptBars {
  readonly #connection: () => Promise<Connection>;
  readonly #inDuckDb = new Set<string>();
  readonly #asBytes = new Map<string, PutBars & { readonly columns: BarColumns }>();

  /** @param connection Starts DuckDB where it has not been; asked for only by what needs it. */
  constructor(connection: () => Promise<Connection>) {
    this.#connection = connection;
  }

  /** Whether {@link read} would find a symbol. */
  has(symbol: string, timeframe: string): boolean {
    const key = keyOf(symbol, timeframe);
    return this.#asBytes.has(key) || this.#inDuckDb.has(key);
  }

  /** Keeps one symbol's bars, in place of what was held of them. @throws Error on bytes that are no Arrow. */
  async put(bars: PutBars): Promise<void> {
    const { symbol, timeframe, ipc } = bars;
    const key = keyOf(symbol, timeframe);
    const columns = straightColumns(ipc);
    if (this.#inDuckDb.delete(key))
      runPrepared(await this.#connection(), "DELETE FROM bars WHERE symbol = ? AND timeframe = ?", [
        symbol,
        timeframe,
      ]);
    this.#asBytes.delete(key);
    if (columns !== null) this.#asBytes.set(key, { ...bars, columns });
    else await this.#insert(bars);
  }

  /** The columns of a symbol, each of its own memory; null when they were never put. */
  async read(symbol: string, timeframe: string): Promise<BarColumns | null> {
    const bytes = this.#asBytes.get(keyOf(symbol, timeframe));
    if (bytes !== undefined) return copied(bytes.columns);
    return this.has(symbol, timeframe) ? readColumns(await this.#connection(), symbol, timeframe) : null;
  }

  /** Has DuckDB take everything that was put. */
  async settle(): Promise<void> {
    for (const [key, bars] of this.#asBytes) {
      await this.#insert(bars);
      this.#asBytes.delete(key);
    }
  }

  async #insert({ symbol, timeframe, ipc }: PutBars): Promise<void> {
    const connection = await this.#connection();
    await withTables(connection, [{ name: "incoming_bars", ipc }], () =>
      runPrepared(connection, KEEP_BARS, [symbol, timeframe]),
    );
    this.#inDuckDb.add(keyOf(symbol, timeframe));
  }
}

const keyOf = (symbol: string, timeframe: string): string => `${symbol} ${timeframe}`;
