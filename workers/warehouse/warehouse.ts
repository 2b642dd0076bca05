import type { DuckDBBindings } from "@duckdb/duckdb-wasm/blocking";
import { EngineError } from "#engine/errors.ts";
import { QUERY_LIMITS } from "./api.ts";
import type { QueryParam, Warehouse } from "./api.ts";
import { interruptibleQuery } from "./interruptible-query.ts";
import type { Connection } from "./interruptible-query.ts";
import { KeptBars } from "./kept-bars.ts";
import { withTables } from "./statements.ts";

/** No extension, file or address is ever reached from SQL, and SQL cannot change that. */
const LOCKDOWN = [
  "SET autoinstall_known_extensions=false",
  "SET autoload_known_extensions=false",
  "SET enable_external_access=false",
  "SET lock_configuration=true",
];

const BARS_TABLE = `CREATE TABLE bars (symbol VARCHAR, timeframe VARCHAR, time TIMESTAMP_MS, close_time TIMESTAMP_MS,
  available_at TIMESTAMP_MS, open DOUBLE, high DOUBLE, low DOUBLE, close DOUBLE, volume DOUBLE)`;

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

/** One after the other: a query in slices must not find the connection in another's transaction. */
function createQueue(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(act, act);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Starts DuckDB's blocking bindings, the browser's or Node's. */
export type OpenDuckDb = () => Promise<DuckDBBindings>;

/** Connects when it is first asked to; after a failure it tries again. */
function connectOnce(open: OpenDuckDb): () => Promise<Connection> {
  let connection: Promise<Connection> | undefined;
  const start = (): Promise<Connection> =>
    open()
      .then(connect)
      .catch((error: unknown) => {
        connection = undefined;
        throw error;
      });
  return () => (connection ??= start());
}

/**
 * Opens the warehouse; one code for the browser and Node. Bars are kept and read without DuckDB, which takes a second to start: it is started
 * with the first query.
 */
export function openWarehouse(openDuckDb: OpenDuckDb): Warehouse {
  const connected = connectOnce(openDuckDb);
  const inTurn = createQueue();
  const kept = new KeptBars(connected);
  const under = new Set<{ readonly ticket: string; stopped: boolean }>();
  return {
    putBars: (symbol, timeframe, ipc) => inTurn(() => kept.put({ symbol, timeframe, ipc })),
    readBars: (symbol, timeframe) => inTurn(async () => kept.read(symbol, timeframe)),
    async hasBars(symbol, timeframe) {
      return kept.has(symbol, timeframe);
    },
    async start() {
      await connected();
    },
    async query(text, params, tables, until = Infinity, ticket = "") {
      requireReadable(text, params);
      const statement = text.replace(/;\s*$/, "");
      const mine = { ticket, stopped: false };
      under.add(mine);
      const result = inTurn(async () => {
        const connection = await connected();
        const run = () => interruptibleQuery(connection, statement, params, () => mine.stopped);
        if (mine.stopped) throw new EngineError("cancelled", "query stopped; run it to go on");
        await kept.settle();
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
