import { tableFromIPC } from "apache-arrow";
import { expect, test } from "vitest";
import { indicators } from "#engine/indicators/catalogue.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
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
const ask = (lengthBars: number, more: object = {}, maxBytes?: number) =>
  readIndicator(
    db,
    { symbol: "IND", timeframe: "1d", indicator: "sma", params: { lengthBars }, ...more },
    maxBytes,
  );

test("an indicator is computed once and then found, bit for bit", async () => {
  const first = await ask(20);
  const again = await ask(20);
  expect([first.cached, again.cached]).toEqual([false, true]);
  expect(again.columns).toEqual(computeIndicator(indicators.find("sma").of({ lengthBars: 20 }), bars));
  expect(again.openTime).toEqual(bars.openTime);
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

test("the cache drops the longest unused and never holds more than its bound", async () => {
  const bytes = bars.openTime.length * 8;
  for (const length of [5, 6, 7]) await ask(length, {}, 2 * bytes);
  const { rows } = await db.pool.query<{ bytes: string }>(
    'SELECT sum(length("values")) AS bytes FROM indicator_cache',
  );
  expect(Number(rows[0]?.bytes)).toBeLessThanOrEqual(2 * bytes);
  expect((await ask(7, {}, 2 * bytes)).cached).toBe(true);
  expect((await ask(5, {}, 2 * bytes)).cached).toBe(false);
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
  expect((await get("indicator=sma&params=%7B")).status).toBe(400);
  expect((await get("indicator=nope")).status).toBe(404);
});
