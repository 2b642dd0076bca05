import { RecordBatchReader, tableFromIPC } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { resample } from "#engine/data/resample.ts";
import { hashBars } from "#engine/data/dataset.ts";
import type { Timeframe } from "#engine/market/bars.ts";
import { barsRoute } from "#server/prices/bars-route.ts";
import { importBars } from "#server/prices/import-bars.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";

const db = await openCopy();
const market = fakeMarket();
const YEAR = { from: Date.UTC(2023, 0, 1), to: Date.UTC(2024, 0, 1) };
/** The change of clocks of March 2021 lies within, and Thanksgiving's half day in the second stretch. */
const STRETCHES = [
  { from: Date.UTC(2021, 2, 11), to: Date.UTC(2021, 2, 17) },
  { from: Date.UTC(2021, 10, 23), to: Date.UTC(2021, 10, 30) },
];

function barsOf(symbol: string, timeframe: Timeframe, rows: ReturnType<typeof market.daily>) {
  const { bars } = judgeRows(rows, { symbol, timeframe }, "us-equity", Infinity);
  if (!bars) throw new Error("no bars");
  return bars;
}

for (const symbol of ["AAA", "BBB", "CCC"]) {
  await importBars(db, barsOf(symbol, "1d", market.daily(symbol, YEAR)), { source: "test" });
}
const minutes = barsOf(
  "MIN",
  "1m",
  STRETCHES.flatMap((span) => market.intraday("MIN", 1, span)),
);
await importBars(db, minutes, { source: "test" });

function get(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return barsRoute(new Request(`http://localhost:3000/api/bars?${query}`, { headers }), () => db);
}

async function streamsOf(answer: Response) {
  const streams = [];
  for (const reader of RecordBatchReader.readAll(new Uint8Array(await answer.arrayBuffer()))) {
    const rows = [...reader].reduce((sum, batch) => sum + batch.numRows, 0);
    const columns = reader.schema.fields.map(({ name }) => String(name));
    streams.push({ symbol: reader.schema.metadata.get("symbol"), columns, rows });
  }
  return streams;
}

describe("an answer of several symbols", () => {
  test("holds a stream for each, in the order that was asked for", async () => {
    const rows = market.daily("AAA", YEAR).length;
    const answer = await get("symbols=CCC,AAA,BBB&columns=close,open_time");
    expect(await streamsOf(answer)).toEqual(
      ["CCC", "AAA", "BBB"].map((symbol) => ({ symbol, columns: ["open_time", "close"], rows })),
    );
  });

  test("is spared when the client has it, and has another tag when one symbol changes", async () => {
    const tag = (await get("symbols=AAA,BBB")).headers.get("etag") ?? "";
    expect((await get("symbols=AAA,BBB", { "if-none-match": tag })).status).toBe(304);
    const first = barsOf(
      "BBB",
      "1d",
      market
        .daily("BBB", YEAR)
        .slice(0, 1)
        .map((row) => ({ ...row, volume: 1 })),
    );
    await importBars(db, first, { source: "test" });
    expect((await get("symbols=AAA,BBB", { "if-none-match": tag })).status).toBe(200);
  });

  test("names the symbol that is not there", async () => {
    expect(await (await get("symbols=AAA,NOPE")).json()).toMatchObject({
      message: expect.stringContaining("NOPE 1d") as string,
    });
  });

  test("brings a part of the time alone", async () => {
    const [from, to] = [Date.UTC(2023, 5, 1), Date.UTC(2023, 6, 1)];
    const answer = await get(`symbols=AAA,CCC&from=${from}&to=${to}`);
    expect((await streamsOf(answer)).map(({ rows }) => rows)).toEqual([21, 21]);
  });
});

describe("longer bars", () => {
  test.each(["5m", "15m", "30m", "1h", "4h"] as const)(
    "of %s are made of minutes where none are stored, as the engine makes them",
    async (timeframe) => {
      const read = await readBars(db, { symbol: "MIN", timeframe });
      expect(hashBars(read)).toBe(hashBars(resample(minutes, timeframe)));
    },
  );

  test.each([
    ["5m", "prices_5m"],
    ["15m", "prices_15m"],
    ["30m", "prices_30m"],
    ["1h", "prices_1h_session"],
    ["1d", "prices_1d"],
  ] as const)(
    "of %s are those of %s, on days when the clocks change and half days too",
    async (timeframe, view) => {
      const { rows } = await db.pool.query<Record<string, number>>(
        `SELECT (extract(epoch FROM open_time) * 1000)::float8 AS t, (extract(epoch FROM close_time) * 1000)::float8 AS u, open, high, low, close, volume
       FROM ${view} WHERE symbol = 'MIN' ORDER BY open_time`,
      );
      const made = resample(minutes, timeframe);
      const day = 86_400_000;
      const expected = Array.from(made.openTime, (time, bar) => ({
        t: timeframe === "1d" ? Math.floor(time / day) * day : time,
        ...{
          u: made.closeTime[bar],
          open: made.open[bar],
          high: made.high[bar],
          low: made.low[bar],
          close: made.close[bar],
          volume: made.volume[bar],
        },
      }));
      expect(rows).toEqual(expected);
    },
  );

  test("of weeks are made of days", async () => {
    const read = await readBars(db, { symbol: "AAA", timeframe: "1w" });
    expect(hashBars(read)).toBe(hashBars(resample(barsOf("AAA", "1d", market.daily("AAA", YEAR)), "1w")));
  });
});

test("the streams of one symbol say what they are of", async () => {
  const table = tableFromIPC(new Uint8Array(await (await get("symbol=AAA")).arrayBuffer()));
  expect([...table.schema.metadata]).toEqual([
    ["symbol", "AAA"],
    ["timeframe", "1d"],
  ]);
});
