import { describe, expect, inject, test } from "vitest";
import type { Bars } from "#engine/market/bars.ts";
import { createBars } from "#engine/data/dataset.ts";
import { importBars } from "#server/prices/import-bars.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { saveRule } from "#server/retention/save-rule.ts";
import { sweepBars } from "#server/retention/sweep-bars.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2022, 0, 1);
const onTimescale = Boolean(process.env["TIMESCALE_TEST_URL"] ?? inject("timescaleUrl"));

/** Two weeks of minutes in May, two in November, and the days of the whole year: chunks of minutes and days, and chunks of days only. */
const market = fakeMarket();
const STRETCHES = [
  { from: Date.UTC(2021, 4, 3), to: Date.UTC(2021, 4, 15) },
  { from: Date.UTC(2021, 10, 1), to: Date.UTC(2021, 10, 13) },
];
const minutesOf = (symbol: string): Bars =>
  required(
    judgeRows(
      STRETCHES.flatMap((span) => market.intraday(symbol, 1, span)),
      { symbol, timeframe: "1m" },
      "us-equity",
      NOW,
    ).bars,
  );

function required(bars: Bars | undefined): Bars {
  if (!bars) throw new Error("the fake market has no bars");
  return createBars({ symbol: bars.symbol, timeframe: bars.timeframe, columns: bars, calendar: "us-equity" });
}

describe.skipIf(!onTimescale)("on TimescaleDB", async () => {
  const db = onTimescale ? await openCopy() : undefined;
  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    ((await db?.pool.query(sql, values))?.rows ?? []) as T[];
  const chunks = () =>
    rows<{ name: string; isCompressed: boolean }>(
      `SELECT format('%I.%I', chunk_schema, chunk_name) AS name, is_compressed AS "isCompressed"
       FROM timescaledb_information.chunks WHERE hypertable_name = 'prices' ORDER BY range_start`,
    );

  test("an import fills chunks of a quarter, and compressed ones are read as they were", async () => {
    if (!db) return;
    const minutes = minutesOf("ONE");
    await importBars(db, minutes, { source: "test" });
    await importBars(db, minutesOf("TWO"), { source: "test" });
    const days = judgeRows(
      market.daily("ONE", { from: Date.UTC(2021, 0, 1), to: NOW }),
      { symbol: "ONE", timeframe: "1d" },
      "us-equity",
      NOW,
    ).bars;
    await importBars(db, required(days), { source: "test" });
    expect((await chunks()).length).toBeGreaterThanOrEqual(4);
    const read = () => readBars(db, { symbol: "ONE", timeframe: "1m", adjust: "raw" });
    const before = await read();
    expect([...before.close]).toEqual([...minutes.close]);
    await rows("SELECT compress_chunk(chunk) FROM show_chunks('prices') AS chunk");
    expect((await chunks()).every(({ isCompressed }) => isCompressed)).toBe(true);
    expect(await read()).toEqual(before);
    const plan = await rows(
      "EXPLAIN SELECT open_time, close FROM prices WHERE symbol = $1 AND timeframe = $2 ORDER BY open_time",
      ["ONE", "1m"],
    );
    expect(JSON.stringify(plan)).toMatch(/DecompressChunk|ColumnarScan/);
  });

  test("a correction of a compressed bar makes a version, and the old one stays readable", async () => {
    if (!db) return;
    const before = await readBars(db, { symbol: "TWO", timeframe: "1m", adjust: "raw" });
    const close = before.close.map((price, bar) => (bar === 5 ? price + 0.5 : price));
    const high = before.high.map((price, bar) => Math.max(price, close[bar] ?? NaN));
    const { hash } = await importBars(db, required({ ...before, close, high }), { source: "test" });
    expect((await readBars(db, { symbol: "TWO", timeframe: "1m" })).close[5]).toBe(close[5]);
    const [older] = await rows<{ hash: string }>(
      "SELECT hash FROM data_versions WHERE symbol = 'TWO' AND hash <> $1",
      [hash],
    );
    const kept = await readBars(db, { symbol: "TWO", timeframe: "1m", hash: older?.hash ?? "" });
    expect([...kept.close]).toEqual([...before.close]);
  });

  test("retention takes minutes out of compressed chunks that days share, and drops chunks that are done", async () => {
    if (!db) return;
    const days = await readBars(db, { symbol: "ONE", timeframe: "1d", adjust: "raw" });
    const minutes = await readBars(db, { symbol: "ONE", timeframe: "1m", adjust: "raw" });
    const before = (await chunks()).length;
    await saveRule(db, { timeframe: "1m", keepDays: 90 });
    const [swept] = await sweepBars(db, NOW);
    const horizon = NOW - 90 * DAY_MS;
    const gone = minutes.openTime.filter((time) => time < horizon).length;
    expect(swept).toMatchObject({ timeframe: "1m", series: 2, bars: 2 * gone });
    expect([...(await readBars(db, { symbol: "ONE", timeframe: "1m" })).close]).toEqual([
      ...minutes.close.subarray(gone),
    ]);
    expect(await readBars(db, { symbol: "ONE", timeframe: "1d", adjust: "raw" })).toEqual(days);
    expect((await chunks()).every(({ isCompressed }) => isCompressed)).toBe(true);
    await saveRule(db, { timeframe: "1d", keepDays: 90 });
    await sweepBars(db, NOW);
    expect((await chunks()).length).toBeLessThan(before);
    const kept = await readBars(db, { symbol: "ONE", timeframe: "1d", adjust: "raw" });
    expect([...kept.close]).toEqual([...days.close.subarray(days.close.length - kept.close.length)]);
    expect(kept.openTime[0]).toBeGreaterThanOrEqual(horizon);
  });
});
