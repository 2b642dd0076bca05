import { tableFromIPC } from "@uwdata/flechette";
import type { DuckDBBindings } from "@duckdb/duckdb-wasm/blocking";
import { EngineError } from "#engine/errors.ts";
import { QUERY_LIMITS } from "./api.ts";
import type { BarColumns, QueryParam, QueryTable, Warehouse } from "./api.ts";
import { interruptibleQuery } from "./interruptible-query.ts";
import type { Connection } from "./interruptible-query.ts";

/** No extension, file or address is ever reached from SQL, and SQL cannot change that. */
const LOCKDOWN = [
  "SET autoinstall_known_extensions=false",
  "SET autoload_known_extensions=false",
  "SET enable_external_access=false",
  "SET lock_configuration=true",
];

const BARS_TABLE = `CREATE TABLE bars (symbol VARCHAR, timeframe VARCHAR, time TIMESTAMP_MS, close_time TIMESTAMP_MS,
  available_at TIMESTAMP_MS, open DOUBLE, high DOUBLE, low DOUBLE, close DOUBLE, volume DOUBLE)`;

const KEEP_BARS = `INSERT INTO bars SELECT ?, ?, make_timestamp_ms(open_time::BIGINT), make_timestamp_ms(close_time::BIGINT),
  make_timestamp_ms(available_at::BIGINT), open, high, low, close, volume FROM incoming_bars`;

// A NULL double would come out of Arrow as 0: NaN is our "no value".
const price = (name: string) => `coalesce(${name}, 'nan'::DOUBLE) AS "${name}"`;
const READ_BARS = `SELECT epoch_ms(time)::DOUBLE AS open_time, epoch_ms(close_time)::DOUBLE AS close_time,
  epoch_ms(available_at)::DOUBLE AS available_at, ${["open", "high", "low", "close", "volume"].map(price).join(", ")}
  FROM bars WHERE symbol = ? AND timeframe = ? ORDER BY time`;

const READS_ONLY =
  /^\s*(?:--[^\n]*\n\s*|\/\*[^]*?\*\/\s*)*\(*\s*(?:select|with|from|values|table|describe|show|summarize|explain|pivot|unpivot)\b/i;

/** A connection that is locked down before anything else can happen on it. */
function connect(db: DuckDBBindings): Connection {
  db.open({ path: ":memory:", query: { castBigIntToDouble: true, castDecimalToDouble: true } });
  // The connection object wraps a number that the bindings take; its own methods go through another Arrow.
  const { _conn: id } = db.connect() as unknown as { _conn: number };
  for (const statement of LOCKDOWN) db.runQuery(id, statement);
  db.runQuery(id, BARS_TABLE);
  return { db, id };
}

function runPrepared({ db, id }: Connection, text: string, params: readonly QueryParam[]): Uint8Array {
  const statement = db.createPrepared(id, text);
  try {
    return db.runPrepared(id, statement, [...params]);
  } finally {
    db.closePrepared(id, statement);
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function withTables<T>(
  { db, id }: Connection,
  tables: readonly QueryTable[],
  act: () => T | Promise<T>,
): Promise<T> {
  try {
    for (const { name, ipc } of tables) {
      db.runQuery(id, `DROP TABLE IF EXISTS ${quoted(name)}`);
      db.insertArrowFromIPCStream(id, ipc, { name, create: true });
    }
    return await act();
  } finally {
    for (const { name } of tables) db.runQuery(id, `DROP TABLE IF EXISTS ${quoted(name)}`);
  }
}

/** Puts a view with the table's own name before it, so that statements see the bars known by a moment only. */
async function asKnownBy<T>({ db, id }: Connection, until: number, act: () => Promise<T>): Promise<T> {
  if (until === Infinity) return act();
  const moment = Math.floor(until);
  db.runQuery(
    id,
    `CREATE OR REPLACE TEMP VIEW bars AS SELECT * FROM memory.main.bars WHERE available_at <= make_timestamp_ms(${moment}::BIGINT)`,
  );
  try {
    return await act();
  } finally {
    db.runQuery(id, "DROP VIEW temp.bars");
  }
}

async function readOnly<T>({ db, id }: Connection, act: () => Promise<T>): Promise<T> {
  db.runQuery(id, "BEGIN TRANSACTION READ ONLY");
  try {
    return await act();
  } finally {
    db.runQuery(id, "ROLLBACK");
  }
}

function requireReadable(text: string, params: readonly QueryParam[]): void {
  if (!READS_ONLY.test(text))
    throw new EngineError(
      "bad-notebook",
      `sql statement "${text.trim().slice(0, 20)}"; begin with SELECT, WITH or FROM`,
    );
  if (text.length > QUERY_LIMITS.textChars)
    throw new EngineError(
      "over-limit",
      `query of ${text.length} characters; the limit is ${QUERY_LIMITS.textChars}`,
    );
  if (params.length > QUERY_LIMITS.params)
    throw new EngineError(
      "over-limit",
      `query with ${params.length} parameters; the limit is ${QUERY_LIMITS.params}`,
    );
}

function readColumns(connection: Connection, symbol: string, timeframe: string): BarColumns {
  const table = tableFromIPC(runPrepared(connection, READ_BARS, [symbol, timeframe]));
  // DuckDB's batches are views of one buffer: copy each column out, so that it can be handed over on its own.
  const column = (name: string) => Float64Array.from(table.getChild(name).toArray() as Float64Array);
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

/** One after the other: a query in slices must not find the connection in another's transaction. */
function createQueue(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(act, act);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Opens the warehouse over DuckDB's blocking bindings, the browser's or Node's: one code for both. */
export function openWarehouse(db: DuckDBBindings): Warehouse {
  const connection = connect(db);
  const inTurn = createQueue();
  const held = new Set<string>();
  const under = new Set<{ readonly ticket: string; stopped: boolean }>();
  const key = (symbol: string, timeframe: string) => `${symbol} ${timeframe}`;
  return {
    putBars: (symbol, timeframe, ipc) =>
      inTurn(async () => {
        if (held.has(key(symbol, timeframe)))
          runPrepared(connection, "DELETE FROM bars WHERE symbol = ? AND timeframe = ?", [symbol, timeframe]);
        await withTables(connection, [{ name: "incoming_bars", ipc }], () =>
          runPrepared(connection, KEEP_BARS, [symbol, timeframe]),
        );
        held.add(key(symbol, timeframe));
      }),
    readBars: (symbol, timeframe) =>
      inTurn(async () =>
        held.has(key(symbol, timeframe)) ? readColumns(connection, symbol, timeframe) : null,
      ),
    async hasBars(symbol, timeframe) {
      return held.has(key(symbol, timeframe));
    },
    async query(text, params, tables, until = Infinity, ticket = "") {
      requireReadable(text, params);
      const statement = text.replace(/;\s*$/, "");
      const mine = { ticket, stopped: false };
      under.add(mine);
      const run = () => interruptibleQuery(connection, statement, params, () => mine.stopped);
      const result = inTurn(async () => {
        if (mine.stopped) throw new EngineError("cancelled", "query stopped; run it to go on");
        return withTables(connection, tables, () =>
          asKnownBy(connection, until, () => readOnly(connection, run)),
        );
      });
      return result.finally(() => under.delete(mine));
    },
    async interrupt(ticket) {
      for (const query of under) if (ticket === undefined || query.ticket === ticket) query.stopped = true;
    },
  };
}
