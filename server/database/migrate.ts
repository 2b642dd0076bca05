import { randomUUID } from "node:crypto";
import pg from "pg";
import { ServerError } from "#server/errors.ts";
import type { MigrationFile } from "./migration-files.ts";
import { readMigrations } from "./migration-files.ts";

/** The advisory lock that Prisma Migrate takes too, so that neither runs beside the other. */
const PRISMA_LOCK = 72_707_369;

const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** What {@link migrate} needs of a connection; a `pg.Client` is one. */
export interface MigrationClient {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * Brings a database up to the migrations of a folder, offline, with the history table of Prisma Migrate.
 * Two at once apply each migration once; each migration is one transaction.
 *
 * @returns Names of the migrations applied now, oldest first; empty when there was nothing to do.
 * @throws ServerError "setup" when an applied migration's file has changed or a migration fails.
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    return await applyMigrations(client, readMigrations(folder));
  } finally {
    await client.end(); // gives the lock back
  }
}

/** {@link migrate} on an open connection, without the lock. */
export async function applyMigrations(
  client: MigrationClient,
  migrations: MigrationFile[],
): Promise<string[]> {
  await client.query(HISTORY_TABLE);
  const applied = await readHistory(client);
  const done: string[] = [];
  for (const migration of migrations) {
    const checksum = applied.get(migration.name);
    if (checksum === undefined) {
      await applyOne(client, migration);
      done.push(migration.name);
    } else if (checksum !== migration.checksum) {
      throw new ServerError(
        "setup",
        `changed migration ${migration.name}: the database has applied another text; restore the file and add a new migration`,
      );
    }
  }
  return done;
}

async function readHistory(client: MigrationClient): Promise<Map<string, string>> {
  const { rows } = await client.query(
    `SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Map(
    (rows as { migration_name: string; checksum: string }[]).map((row) => [row.migration_name, row.checksum]),
  );
}

async function applyOne(client: MigrationClient, { name, sql, checksum }: MigrationFile): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK");
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new ServerError("setup", `migration ${name} failed: ${words}`, {}, cause);
  }
}
