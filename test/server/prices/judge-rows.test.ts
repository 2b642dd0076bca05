import { describe, expect, test } from "vitest";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import { importRows } from "#server/prices/import-rows.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { holdRows } from "#server/prices/quarantine.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { withSeriesLock } from "#server/prices/series-lock.ts";
import { undoSplits } from "#server/prices/undo-splits.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { openCopy } from "../open-copy.ts";

const series = { symbol: "X", timeframe: "1d" } as const;
const day = (date: number) => Date.UTC(2024, 0, date);
const good = { time: day(2), open: 10, high: 12, low: 9, close: 11, volume: 100 };
const judge = (...rows: (typeof good)[]) => judgeRows(rows, series, "us-equity", day(10));

describe("judgeRows", () => {
  test.each([
    [{ ...good, close: NaN }, "price is not a number"],
    [{ ...good, low: 0 }, "low is not above 0"],
    [{ ...good, high: 8 }, "high 8 is below low 9"],
    [{ ...good, close: 13 }, "close 13 is outside"],
    [{ ...good, volume: -1 }, "invalid volume"],
    [{ ...good, time: NaN }, "time is not a number"],
  ])("puts aside what no market can have made: %j", (row, reason) => {
    const { bars, held } = judge(row, { ...good, time: day(3) });
    expect(bars?.close).toHaveLength(1);
    expect(held).toMatchObject([{ reason: expect.stringContaining(reason) as string }]);
  });

  test("counts a row that comes twice, and puts aside a second opinion", () => {
    const { bars, held, repeated } = judge(good, good, { ...good, close: 10 });
    expect([bars?.close.length, repeated, held.length]).toEqual([1, 1, 1]);
  });

  test("leaves out a bar that was not over when it was fetched", () => {
    const { bars, unfinished, held } = judge(good, { ...good, time: day(10) });
    expect([bars?.close.length, unfinished, held.length]).toEqual([1, 1, 0]);
  });

  test("turns a date into its session", () => {
    expect([...(judge(good).bars?.openTime ?? [])]).toEqual([Date.UTC(2024, 0, 2, 14, 30)]);
  });
});

test("a row is put aside once however often it comes", async () => {
  const db = await openCopy();
  const held = [{ row: { ...good, close: NaN }, reason: "price is not a number" }];
  const counts = await withSeriesLock(db, series, async (client) => [
    await holdRows(client, series, held, "fmp"),
    await holdRows(client, series, held, "fmp"),
    await holdRows(client, series, held, "tiingo"),
  ]);
  expect(counts).toEqual([1, 0, 1]);
});

test("undoing splits gives back raw prices to the cent", () => {
  const span = { from: Date.UTC(2022, 4, 1), to: Date.UTC(2022, 7, 1) };
  const market = fakeMarket();
  const rows = market.daily("X", span);
  const actions = market
    .actions("X")
    .filter((each): each is CorporateAction => each.type !== "symbol-change");
  const [split] = actions;
  const adjusted = rows.map((row) =>
    row.time < (split?.exTime ?? 0)
      ? {
          time: row.time,
          open: row.open / 2,
          high: row.high / 2,
          low: row.low / 2,
          close: row.close / 2,
          volume: row.volume * 2,
        }
      : row,
  );
  expect(undoSplits(adjusted, actions)).toEqual(rows);
});

test("a file's rows are stored in one piece, with what is no bar put aside", async () => {
  const db = await openCopy();
  const rows = [{ ...good, time: day(3) }, good, { ...good, time: day(4), close: -1 }];
  const options = { symbol: "FILE", source: "file x.parquet", name: "From a file" };
  expect(await importRows(db, rows, options)).toMatchObject({
    symbol: "FILE",
    timeframe: "1d",
    bars: 2,
    held: 1,
  });
  expect((await readBars(db, { symbol: "FILE", timeframe: "1d" })).openTime).toHaveLength(2);
  await expect(importRows(db, [{ ...good, close: NaN }], options)).rejects.toThrow("no bars for FILE");
});
