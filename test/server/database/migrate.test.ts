import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { migrate } from "#server/database/migrate.ts";
import { readMigrations } from "#server/database/migration-files.ts";
import { pendingMigration } from "#server/database/schema-engine.ts";
import { ROOT } from "#server/setup/root.ts";
import { openEmpty } from "../open-copy.ts";

const folder = join(ROOT, "prisma", "migrations");
const names = readMigrations(folder).map((migration) => migration.name);

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("migrate", () => {
  test("applies every migration once, whoever comes at the same time", async () => {
    const url = await openEmpty();
    const applied = await Promise.all([migrate(url, folder), migrate(url, folder)]);
    expect(applied.flat().sort()).toEqual(names);
    expect(await migrate(url, folder)).toEqual([]);
  });

  test("records what Prisma Migrate records", async () => {
    const url = await openEmpty();
    await migrate(url, folder);
    const rows = await query(url, `SELECT * FROM "_prisma_migrations" ORDER BY migration_name`);
    expect(rows.map((row) => row["migration_name"])).toEqual(names);
    expect(rows.map((row) => row["checksum"])).toEqual(readMigrations(folder).map((each) => each.checksum));
    expect(rows.every((row) => row["finished_at"] instanceof Date && row["applied_steps_count"] === 1)).toBe(
      true,
    );
  });

  test("refuses a migration whose text has changed, and leaves no half of one that fails", async () => {
    const url = await openEmpty();
    const copy = mkdtempSync(join(tmpdir(), "lookback-migrations-"));
    onTestFinished(() => rmSync(copy, { recursive: true }));
    cpSync(folder, copy, { recursive: true });
    cpSync(join(folder, names[0] ?? ""), join(copy, "29990101000000_broken"), { recursive: true });
    const broken = join(copy, "29990101000000_broken", "migration.sql");
    writeFileSync(broken, "CREATE TABLE half (id int); SELECT nothing_like_this;");
    await expect(migrate(url, copy)).rejects.toThrow("migration 29990101000000_broken failed");
    expect(await query(url, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    writeFileSync(join(copy, names[0] ?? "", "migration.sql"), "SELECT 1;");
    await expect(migrate(url, copy)).rejects.toThrow(`changed migration ${names[0] ?? ""}`);
    expect(readdirSync(copy)).toContain("migration_lock.toml");
  });

  test("leads to prisma/schema/ without a difference", async () => {
    expect(await pendingMigration(await openEmpty(), join(ROOT, "prisma"))).toBe("");
  });

  test("gives intraday bars of a minute as wider ones under the same names as TimescaleDB", async () => {
    const url = await openEmpty();
    await migrate(url, folder);
    await query(url, MINUTES);
    const rows = await query(url, "SELECT open, high, low, close, volume FROM prices_5m ORDER BY open_time");
    expect(rows).toEqual([
      { open: 0, high: 5, low: -1, close: 4.5, volume: 5 },
      { open: 5, high: 10, low: 4, close: 9.5, volume: 5 },
    ]);
  });
});

/** Ten minutes of bars: open i, high i + 1, low i - 1, close i + 0.5, volume 1. */
const MINUTES = `INSERT INTO prices
  (symbol, timeframe, open_time, close_time, available_at, open, high, low, close, volume, source)
  SELECT 'X', '1m', at, at + interval '1 min', at + interval '1 min', i, i + 1, i - 1, i + 0.5, 1, 'test'
  FROM generate_series(0, 9) AS i, LATERAL (SELECT timestamptz '2024-01-02 14:30Z' + i * interval '1 min' AS at) AS t`;
