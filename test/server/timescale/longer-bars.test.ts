import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "@uwdata/flechette";
import { afterAll, describe, expect, inject, onTestFinished, test } from "vitest";
import type { Bars, Timeframe } from "#engine/market/bars.ts";
import { createBars, hashBars } from "#engine/data/dataset.ts";
import { resample } from "#engine/data/resample.ts";
import { usEquity } from "#engine/market/calendar.ts";
import { longerCountsOf } from "#server/aggregates/longer-counts.ts";
import { refreshLonger } from "#server/aggregates/refresh-longer.ts";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import { backup, restore } from "#server/operations/backup.ts";
import { nextVersion } from "#server/prices/data-version.ts";
import { importBars } from "#server/prices/import-bars.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { inTransaction, withSeriesLock } from "#server/prices/series-lock.ts";
import { writeBars } from "#server/prices/write-bars.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";

const onTimescale = Boolean(process.env["TIMESCALE_TEST_URL"] ?? inject("timescaleUrl"));
const MINUTE_MS = 60_000;

/** Sessions around both changes of the clocks, and those around Thanksgiving with its half day. */
const STRETCHES = [
  { from: Date.UTC(2021, 2, 11), to: Date.UTC(2021, 2, 17) },
  { from: Date.UTC(2021, 10, 4), to: Date.UTC(2021, 10, 10) },
  { from: Date.UTC(2021, 10, 23), to: Date.UTC(2021, 10, 30) },
];
const market = fakeMarket();
const rows = STRETCHES.flatMap((span) => market.intraday("MIN", 1, span));
/** As providers send them: minutes without a trade are absent, and a few come from before the open. */
const traded = rows.filter(({ time }, at) => (time / MINUTE_MS) % 11 !== 5 || at === rows.length - 1);
const early = STRETCHES.map(({ from }) => ({
  ...{ time: from + 12.5 * 60 * MINUTE_MS, open: 999, high: 999, low: 999, close: 999, volume: 1 },
}));
const minutes = judgeRows(
  [...traded, ...early].toSorted((a, b) => a.time - b.time),
  { symbol: "MIN", timeframe: "1m" },
  "us-equity",
  Infinity,
).bars;

const AGGREGATES = [
  ["5m", "prices_5m", "5 minutes", "00:00"],
  ["15m", "prices_15m", "15 minutes", "00:00"],
  ["30m", "prices_30m", "30 minutes", "00:00"],
  ["1h", "prices_1h_session", "1 hour", "00:30"],
] as const;

type Row = readonly number[];

/** What SQL made of the minutes of each span; when such a bar ends is the calendar's to say, not its last trade's. */
function labelled(found: readonly Row[], timeframe: Timeframe): Row[] {
  const [openTime, closeTime, open, high, low, close, volume] = Array.from({ length: 7 }, (_, at) =>
    Float64Array.from(found, (row) => row[at] ?? NaN),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const columns = { openTime, closeTime, open, high, low, close, volume };
  const parts = createBars({ symbol: "MIN", timeframe: "1m", columns, calendar: "us-equity" });
  return rowsOf(resample(parts, timeframe));
}
const rowsOf = ({ openTime, closeTime, open, high, low, close, volume }: Bars): Row[] =>
  Array.from(openTime, (time, bar) =>
    [time, closeTime[bar], open[bar], high[bar], low[bar], close[bar], volume[bar]].map(Number),
  );

describe.skipIf(!onTimescale)("longer bars of minutes, clock changes and half days among them", async () => {
  const db = onTimescale ? await openCopy() : undefined;
  const warehouse = await openNodeWarehouse();
  afterAll(() => warehouse.interrupt());
  if (db && minutes) {
    await importBars(db, createBars({ ...minutes, columns: minutes, calendar: "us-equity" }), {
      source: "test",
    });
    for (const [, view] of AGGREGATES)
      await db.pool.query(`CALL refresh_continuous_aggregate('${view}', NULL, NULL)`);
    await warehouse.putBars("MIN", "1m", barsToIpc(regularOf(minutes)));
  }

  test.each(AGGREGATES)(
    "of %s are the same by engine, continuous aggregate and DuckDB",
    async (timeframe, view, width, start) => {
      if (!db) return;
      const byEngine = rowsOf(await readBars(db, { symbol: "MIN", timeframe: timeframe, adjust: "raw" }));
      expect(byEngine.length).toBeGreaterThan(60);
      const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
      const sql = `SELECT ${ms("open_time")}, ${ms("close_time")}, open, high, low, close, volume FROM ${view} WHERE symbol = 'MIN' ORDER BY 1`;
      const aggregated = await db.pool.query({ text: sql, rowMode: "array" });
      expect(labelled(aggregated.rows as Row[], timeframe)).toEqual(byEngine);
      const plan = await db.pool.query(`EXPLAIN ${sql}`);
      expect(JSON.stringify(plan.rows)).toContain("_materialized_hypertable");
      expect(labelled(await byDuckDb(width, start), timeframe)).toEqual(byEngine);
    },
  );

  describe("are read from the aggregates", () => {
    const TIMEFRAMES = ["5m", "15m", "30m", "1h", "4h"] as const;
    const read = (timeframe: Timeframe, more: object = {}) =>
      readBars(required(db), { symbol: "MIN", timeframe, adjust: "raw", ...more });
    /** What the engine makes of the minutes that are stored now. */
    const made = async (timeframe: Timeframe) => hashBars(resample(await read("1m"), timeframe, "us-equity"));
    const reads = async (work: () => Promise<unknown>) => {
      const counts = longerCountsOf(required(db));
      const before = { ...counts };
      await work();
      return { view: counts.view - before.view, engine: counts.engine - before.engine };
    };

    test("once they were seen to equal the engine's own, whole and in part, and never before", async () => {
      if (!db) return;
      expect(await reads(() => read("1h"))).toEqual({ view: 0, engine: 1 });
      const whole = await Promise.all(TIMEFRAMES.map(made));
      expect(await refreshLonger(db)).toBe(1);
      expect(await refreshLonger(db)).toBe(0);
      const found: string[] = [];
      const by = await reads(async () => {
        for (const timeframe of TIMEFRAMES) found.push(hashBars(await read(timeframe)));
      });
      expect(by).toEqual({ view: TIMEFRAMES.length, engine: 0 });
      expect(found).toEqual(whole);
      const all = await read("4h");
      const part = await read("4h", { from: all.openTime[3], to: all.openTime[7] });
      expect([...part.close]).toEqual([...all.close.subarray(3, 7)]);
    });

    test("not while a correction is not in them yet, nor while something unpublished is", async () => {
      if (!db || !minutes) return;
      const bars = await read("1m");
      const higher = (column: Float64Array) => column.map((price, bar) => (bar === 40 ? price + 5 : price));
      const changed = {
        ...bars,
        high: higher(bars.high),
        close: higher(bars.close),
        calendar: "us-equity" as const,
      };
      const before = hashBars(await read("1h"));
      await importBars(db, createBars({ ...changed, columns: changed }), { source: "test" });
      const after = hashBars(await read("1h"));
      expect(after).toBe(await made("1h"));
      expect(after).not.toBe(before);
      await refreshLonger(db);
      expect(await reads(async () => expect(hashBars(await read("1h"))).toBe(after))).toEqual({
        view: 1,
        engine: 0,
      });
      // A sync has written more and died before it could publish; somebody else's minutes bring the views up to date.
      const next = required(db);
      await withSeriesLock(next, bars, (client) =>
        inTransaction(client, async () =>
          writeBars(client, bars, { source: "test", version: await nextVersion(client) }),
        ),
      );
      await importBars(db, createBars({ ...changed, symbol: "OTHER", columns: changed }), { source: "test" });
      await refreshLonger(db);
      const by = await reads(async () => expect(hashBars(await read("1h"))).toBe(after));
      expect(by).toEqual({ view: 0, engine: 1 });
    });

    test("anew after a restore, whose minutes need not be those that were there", async () => {
      if (!db) return;
      const folder = await mkdtemp(join(tmpdir(), "lookback-longer-"));
      onTestFinished(() => rm(folder, { recursive: true }));
      const file = join(folder, "all.gz");
      await refreshLonger(db);
      const other = (timeframe: Timeframe) => readBars(db, { symbol: "OTHER", timeframe, adjust: "raw" });
      const before = hashBars(await other("1h"));
      await backup(db, file);
      const bars = await other("1m");
      const lower = { ...bars, low: bars.low.map((price) => price / 2), calendar: "us-equity" as const };
      await importBars(db, createBars({ ...lower, columns: lower }), { source: "test" });
      await refreshLonger(db);
      await restore(db, file);
      expect(await reads(async () => expect(hashBars(await other("1h"))).toBe(before))).toMatchObject({
        engine: 1,
      });
      expect(await refreshLonger(db)).toBeGreaterThan(0);
      expect(await reads(async () => expect(hashBars(await other("1h"))).toBe(before))).toMatchObject({
        view: 1,
      });
    });

    test("not where a split lies among the bars, and again as soon as raw ones are asked for", async () => {
      if (!db || !minutes) return;
      const bars = { ...minutes, symbol: "SPLIT", calendar: "us-equity" as const };
      await importBars(db, createBars({ ...bars, columns: bars }), { source: "test" });
      await refreshLonger(db);
      await db.pool.query(
        "INSERT INTO corporate_actions (symbol, ex_date, kind, value, source) VALUES ('SPLIT', '2021-11-05', 'split', 2, 'test')",
      );
      const ask = { symbol: "SPLIT", timeframe: "1h" as const };
      expect(await reads(() => readBars(db, ask))).toEqual({ view: 0, engine: 1 });
      expect(await reads(() => readBars(db, { ...ask, adjust: "raw" }))).toEqual({ view: 1, engine: 0 });
    });
  });

  async function byDuckDb(width: string, start: string): Promise<Row[]> {
    const ipc = await warehouse.query(
      `SELECT epoch_ms(time_bucket(INTERVAL '${width}', time::TIMESTAMP, TIMESTAMP '2000-01-03 ${start}:00'))::DOUBLE AS t,
         epoch_ms(max(close_time))::DOUBLE AS u, arg_min(open, time) AS o, max(high) AS h, min(low) AS l, arg_max(close, time) AS c, sum(volume) AS v
       FROM bars WHERE symbol = 'MIN' AND timeframe = '1m' GROUP BY 1 ORDER BY 1`,
      [],
      [],
    );
    const table = tableFromIPC(ipc);
    return Array.from({ length: table.numRows }, (_, row) =>
      ["t", "u", "o", "h", "l", "c", "v"].map((name) => Number(table.getChild(name).at(row))),
    );
  }
});

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("assertion: only asked for on TimescaleDB");
  return value;
}

/** Only what opens inside a session: DuckDB knows no calendar. */
function regularOf(bars: Bars): Bars {
  const isRegular = (time: number) => {
    const day = usEquity.dayAt(time);
    const { openTime, closeTime } = usEquity.session(day);
    return time >= openTime && time < closeTime;
  };
  const part = (column: Float64Array) => column.filter((_, bar) => isRegular(bars.openTime[bar] ?? NaN));
  const { open, high, low, close, volume } = bars;
  return {
    ...bars,
    ...{
      openTime: part(bars.openTime),
      closeTime: part(bars.closeTime),
      availableAt: part(bars.availableAt),
    },
    ...{ open: part(open), high: part(high), low: part(low), close: part(close), volume: part(volume) },
  };
}
