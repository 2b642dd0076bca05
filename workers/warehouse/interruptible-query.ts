import type { DuckDBBindings } from "@duckdb/duckdb-wasm/blocking";
import { EngineError } from "#engine/errors.ts";
import { QUERY_LIMITS } from "./api.ts";
import type { QueryParam } from "./api.ts";

/** A connection's number, and the few calls of DuckDB's bindings that are made with it. */
export interface Connection {
  readonly db: DuckDBBindings;
  readonly id: number;
}

/** DuckDB's slice of work is a tenth of a second: between two of them an interrupt gets in. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Ends an Arrow IPC stream; DuckDB itself reads no table from a stream without it. */
const END = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

const PREPARED = "lookback_query";

/** A bound value as a constant of SQL: pending queries take text only. A whole number stays whole, for LIMIT. */
function literal(param: QueryParam): string {
  if (param === null) return "NULL";
  if (typeof param === "string") return `'${param.replaceAll("'", "''")}'`;
  if (typeof param === "boolean") return param ? "true" : "false";
  return Number.isSafeInteger(param) ? String(param) : `CAST('${param}' AS DOUBLE)`;
}

/** Refuses what is no single statement, in DuckDB's own words. */
function requireOneStatement({ db, id }: Connection, text: string): void {
  db.closePrepared(id, db.createPrepared(id, text));
}

async function finish({ db, id }: Connection, text: string, stopped: () => boolean): Promise<Uint8Array> {
  let head = db.startPendingQuery(id, text, false);
  while (head === null) {
    await pause();
    if (stopped()) {
      db.cancelPendingQuery(id);
      throw new EngineError("cancelled", "query stopped; run it to go on");
    }
    head = db.pollPendingQuery(id);
  }
  return joinBatches({ db, id }, head);
}

/** The result's batches behind its schema: an Arrow IPC stream. */
function joinBatches({ db, id }: Connection, head: Uint8Array): Uint8Array {
  const parts = [head];
  let bytes = head.length;
  for (;;) {
    const part = db.fetchQueryResults(id);
    // Null means "ask again"; nothing at all is the end.
    if (part === null) continue;
    if (part.length === 0) break;
    bytes += part.length;
    if (bytes > QUERY_LIMITS.resultBytes)
      throw new EngineError(
        "over-limit",
        `query result of more than ${QUERY_LIMITS.resultBytes} bytes; add LIMIT or fewer columns`,
      );
    parts.push(part);
  }
  parts.push(END);
  const stream = new Uint8Array(bytes + END.length);
  let at = 0;
  for (const part of parts) {
    stream.set(part, at);
    at += part.length;
  }
  return stream;
}

/**
 * Runs one statement in slices, so that it can be stopped and others see messages in between.
 *
 * @param stopped Asked between slices.
 * @returns An Arrow IPC stream of at most 64 MB.
 * @throws EngineError "cancelled" or "over-limit", or an Error with DuckDB's own words.
 */
export async function interruptibleQuery(
  connection: Connection,
  text: string,
  params: readonly QueryParam[],
  stopped: () => boolean,
): Promise<Uint8Array> {
  const { db, id } = connection;
  requireOneStatement(connection, text);
  if (params.length === 0) return finish(connection, text, stopped);
  db.runQuery(id, `PREPARE ${PREPARED} AS ${text}`);
  try {
    return await finish(connection, `EXECUTE ${PREPARED}(${params.map(literal).join(", ")})`, stopped);
  } finally {
    db.runQuery(id, `DEALLOCATE ${PREPARED}`);
  }
}
