import { tableFromIPC } from "apache-arrow";
import { afterAll, expect, test } from "vitest";
import { indicators } from "#engine/indicators/catalogue.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import { openDatabase } from "#server/db.ts";
import type { Database } from "#server/db.ts";
import { indicatorReads } from "#server/indicator-cache/indicator-counts.ts";
import { indicatorRoute } from "#server/indicator-cache/indicator-route.ts";
import { readIndicator } from "#server/indicator-cache/read-indicator.ts";
import { importBars } from "#server/prices/import-bars.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";

const db = await openCopy();
const YEAR = { from: Date.UTC(2023, 0, 1), to: Date.UTC(2024, 0, 1) };
const { bars } = judgeRows(
  fakeMarket().daily("IND", YEAR),
  { symbol: "IND", timeframe: "1d" },
  "us-equity",
  Infinity,
);
if (!bars) throw new Error("no bars");
await importBars(db, bars, { source: "test" });
const other = openDatabase(db.url); // another process
afterAll(() => other.close());
const ask = (
  lengthBars: number,
  more: object = {},
  { maxBytes, at = db }: { maxBytes?: number; at?: Database } = {},
) =>
  readIndicator(
    at,
    { symbol: "IND", timeframe: "1d", indicator: "sma", params: { lengthBars }, ...more },
    maxBytes === undefined ? {} : { maxBytes },
  );

test("an indicator is computed once and then found by every process, bit for bit", async () => {
  const first = await ask(20);
  const again = await ask(20);
  const elsewhere = await ask(20, {}, { at: other });
  expect([first.cached, again.cached, elsewhere.cached]).toEqual([false, true, true]);
  const computed = computeIndicator(indicators.find("sma").of({ lengthBars: 20 }), bars);
  for (const { columns, openTime } of [first, again, elsewhere]) {
    expect(columns).toEqual(computed);
    expect(openTime).toEqual(bars.openTime);
  }
  expect(indicatorReads(db)).toEqual({ memory: 1, redis: 0, database: 0, computed: 1 });
  expect(indicatorReads(other)).toEqual({ memory: 0, redis: 0, database: 1, computed: 0 });
});

test("another configuration, source, range or state of the data is another entry", async () => {
  expect((await ask(21)).cached).toBe(false);
  expect((await ask(20, { source: "open" })).cached).toBe(false);
  expect((await ask(20, { of: "1w" })).cached).toBe(false);
  expect((await ask(20, { from: Date.UTC(2023, 5, 1) })).cached).toBe(false);
  await importBars(db, { ...bars, volume: bars.volume.map((volume) => volume + 1) }, { source: "test" });
  expect((await ask(20)).cached).toBe(false);
  expect((await ask(20)).cached).toBe(true);
});

test("the table drops the longest unused and never holds more than its bound", async () => {
  const maxBytes = 2 * 2 * bars.openTime.length * 8; // times and values of two
  for (const length of [5, 6, 7]) await ask(length, {}, { maxBytes });
  const { rows } = await db.pool.query<{ bytes: string }>(
    'SELECT sum(length("values")) AS bytes FROM indicator_cache',
  );
  expect(Number(rows[0]?.bytes)).toBeLessThanOrEqual(maxBytes);
  expect((await ask(7, {}, { maxBytes, at: other })).cached).toBe(true);
  expect((await ask(5, {}, { maxBytes, at: other })).cached).toBe(false);
});

test("an unknown indicator is refused in words", async () => {
  await expect(readIndicator(db, { symbol: "IND", timeframe: "1d", indicator: "smaa" })).rejects.toThrow(
    "smaa",
  );
});

test("the route answers with times and outputs as Arrow, and says whether they were there", async () => {
  const get = (query: string) =>
    indicatorRoute(new Request(`http://localhost:3000/api/indicators?symbol=IND&${query}`), () => db);
  const query = `indicator=sma&params=${encodeURIComponent('{"lengthBars":9}')}`;
  const answer = await get(query);
  const table = tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
  expect(table.schema.fields.map(({ name }) => String(name))).toEqual(["open_time", "value"]);
  expect(table.numRows).toBe(bars.openTime.length);
  expect([answer.headers.get("x-cache"), (await get(query)).headers.get("x-cache")]).toEqual(["miss", "hit"]);
  const known = { headers: { "if-none-match": answer.headers.get("etag") ?? "" } };
  const url = `http://localhost:3000/api/indicators?symbol=IND&${query}`;
  expect((await indicatorRoute(new Request(url, known), () => db)).status).toBe(304);
  expect((await get("indicator=sma&params=%7B")).status).toBe(400);
  expect((await get("indicator=nope")).status).toBe(404);
});
