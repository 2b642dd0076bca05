import { randomUUID } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/db.ts";
import type { Database } from "#server/db.ts";
import { ROOT } from "#server/setup/root.ts";

/** A migrated database of this test file's own, dropped after its last test. */
export async function openCopy(): Promise<Database> {
  if (timescaleUrl()) return openOnTimescale();
  const template = new URL(inject("templateUrl"));
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new URL(template);
  admin.pathname = "/postgres";
  await run(admin.href, `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
  const copy = new URL(template);
  copy.pathname = `/${name}`;
  const db = openDatabase(copy.href);
  afterAll(async () => {
    await db.close();
    await run(admin.href, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return db;
}

/** A server with TimescaleDB, where these tests run on one: TIMESCALE_TEST_URL's, or the one in WebAssembly. */
function timescaleUrl(): string | undefined {
  return process.env["TIMESCALE_TEST_URL"] ?? inject("timescaleUrl");
}

/** The same on a server with TimescaleDB; its workers hold templates open, so that each is migrated afresh. */
async function openOnTimescale(): Promise<Database> {
  const url = await openEmpty();
  await migrate(url, join(ROOT, "prisma", "migrations"));
  const db = openDatabase(url);
  afterAll(() => db.close());
  return db;
}

/** An empty database of this test file's own, dropped after its last test. */
export async function openEmpty(): Promise<string> {
  const admin = new URL(timescaleUrl() ?? inject("templateUrl"));
  admin.pathname = "/postgres";
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await run(admin.href, `CREATE DATABASE ${name}`);
  afterAll(() => run(admin.href, `DROP DATABASE ${name} WITH (FORCE)`));
  return Object.assign(new URL(admin), { pathname: `/${name}` }).href;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
