import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { PoolClient } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { inTransaction } from "#server/prices/series-lock.ts";

/** What a backup begins with, so that a restore knows what it reads. */
interface Head {
  readonly lookback: 1;
  readonly migrations: readonly string[];
  readonly tables: readonly string[];
}

const TABLES = `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
  AND table_name <> '_prisma_migrations' ORDER BY 1`;
const MIGRATIONS = `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1`;
/** A line that COPY's text format cannot write. */
const MARK = "\u0001table ";

/**
 * Writes every row of every table into one compressed file, as of one moment; the app may run meanwhile. Plain text inside, so that it can be read by
 * any later version of Postgres: the embedded one comes without pg_dump.
 *
 * @returns Number of tables.
 * @throws ServerError "bad-request" when the file cannot be written; what was written of it is taken away.
 */
export async function backup(db: BarStore, path: string): Promise<number> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const head: Head = {
      lookback: 1,
      migrations: await names(client, MIGRATIONS),
      tables: await names(client, TABLES),
    };
    await writeWhole(path, written(client, head));
    return head.tables.length;
  } finally {
    await client.query("ROLLBACK").catch(() => undefined); // it only read
    client.release();
  }
}

/** A backup is there whole or not at all. */
async function writeWhole(path: string, text: AsyncIterable<string | Buffer>): Promise<void> {
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.from(text), createGzip({ level: 3 }), createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined); // the folder itself may not be there
    if (!isOfFiles(error)) throw error;
    const message = `cannot write ${path} (${error.message}); choose a folder that is there, with room`;
    throw new ServerError("bad-request", message, {}, error);
  }
}

async function* written(client: PoolClient, head: Head): AsyncGenerator<string | Buffer> {
  yield `${JSON.stringify(head)}\n`;
  for (const table of head.tables) {
    const columns = await columnsOf(client, table);
    yield `${MARK}${JSON.stringify({ table, columns })}\n`;
    const rows = `SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(table)}`;
    yield* client.query(copyTo(`COPY (${rows}) TO STDOUT`));
  }
}

/**
 * Puts a backup in place of what is in the database: all of it or nothing.
 *
 * @returns Number of tables.
 * @throws ServerError "bad-request" when the file is no backup, one that breaks off, or one of other migrations than the database has.
 */
export async function restore(db: BarStore, path: string): Promise<number> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity });
  const reader = lines[Symbol.asyncIterator]();
  const client = await db.pool.connect();
  try {
    const head = readHead(await reader.next());
    const has = await names(client, MIGRATIONS);
    if (has.join() !== head.migrations.join()) {
      throw new ServerError(
        "bad-request",
        "backup is of another version; restore it with the version that made it, then update",
      );
    }
    return await inTransaction(client, async () => {
      await client.query("SET LOCAL session_replication_role = replica"); // rows come table by table, whoever they refer to
      await client.query(`TRUNCATE ${head.tables.map(quoted).join(", ")} CASCADE`);
      await readTables(client, reader);
      await resetSequences(client, head.tables);
      // What this database keeps of longer bars is not what the other one kept.
      await client.query("UPDATE data_versions SET longer_bars = NULL WHERE longer_bars IS NOT NULL");
      return head.tables.length;
    });
  } catch (error) {
    if (!isOfFiles(error)) throw error;
    const message = `cannot read ${path} as a backup (${error.message}); nothing was changed: give a whole file that lookback backup wrote`;
    throw new ServerError("bad-request", message, {}, error);
  } finally {
    client.release();
  }
}

/** Trouble of a file's place or of its compressed bytes, by the names that Node gives it; a lost connection has others. */
function isOfFiles(error: unknown): error is Error {
  return error instanceof Error && "code" in error && FILE_TROUBLE.test(String(error.code));
}

const FILE_TROUBLE = /^(ENOENT|ENOTDIR|EISDIR|EACCES|EPERM|EROFS|ENOSPC|EDQUOT|Z_\w+)$/;

type Lines = AsyncIterator<string, unknown>;

async function readTables(client: PoolClient, lines: Lines): Promise<void> {
  let next = await lines.next();
  while (!next.done) {
    const { table, columns } = JSON.parse(next.value.slice(MARK.length)) as {
      table: string;
      columns: string[];
    };
    const sink = client.query(
      copyFrom(`COPY ${quoted(table)} (${columns.map(quoted).join(", ")}) FROM STDIN`),
    );
    const rows = async function* () {
      for (next = await lines.next(); !next.done && !next.value.startsWith(MARK); next = await lines.next())
        yield `${next.value}\n`;
    };
    await pipeline(Readable.from(rows()), sink);
  }
}

async function resetSequences(client: PoolClient, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    for (const column of await columnsOf(client, table)) {
      const { rows } = await client.query<{ name: string | null }>(
        "SELECT pg_get_serial_sequence($1, $2) AS name",
        [quoted(table), column],
      );
      const sequence = rows[0]?.name;
      if (sequence)
        await client.query(
          `SELECT setval($1, (SELECT coalesce(max(${quoted(column)}), 0) + 1 FROM ${quoted(table)}), false)`,
          [sequence],
        );
    }
  }
}

function readHead(line: IteratorResult<string, unknown>): Head {
  const head = line.done ? undefined : safeJson(line.value);
  if (typeof head === "object" && head !== null && "lookback" in head && head.lookback === 1)
    return head as Head;
  throw new ServerError("bad-request", "file is no backup of Lookback; give one that lookback backup wrote");
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // any other file
  }
}

async function columnsOf(client: PoolClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'
     ORDER BY ordinal_position`,
    [table],
  );
  return rows.map((row) => row.name);
}

async function names(client: PoolClient, sql: string): Promise<string[]> {
  return (await client.query<{ name: string }>(sql)).rows.map((row) => row.name);
}

/** A name from the database's own catalogue or a backup's head, as an identifier. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
