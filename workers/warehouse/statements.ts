import type { QueryParam, QueryTable } from "./api.ts";
import type { Connection } from "./interruptible-query.ts";

/** Runs one statement with values bound to its `?`. @returns What it answers, as an Arrow IPC stream. @throws Error with DuckDB's own words. */
export function runPrepared({ db, id }: Connection, text: string, params: readonly QueryParam[]): Uint8Array {
  const statement = db.createPrepared(id, text);
  try {
    return db.runPrepared(id, statement, [...params]);
  } finally {
    db.closePrepared(id, statement);
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Acts while these tables are there by name; they are gone afterwards, whatever happened. */
export async function withTables<T>(
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
