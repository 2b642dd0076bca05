import { describe, expect, test } from "vitest";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { holdRows } from "#server/prices/quarantine.ts";
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

test("a load of which nearly all is no bar is refused, and nothing of it dropped in silence", async () => {
  const db = await openCopy();
  const held = Array.from({ length: 10_001 }, (_, at) => ({
    row: { ...good, time: at },
    reason: "upside down",
  }));
  const work = withSeriesLock(db, series, (client) => holdRows(client, series, held, "fmp"));
  await expect(work).rejects.toThrow("too many rows that are no bars: 10001, first: upside down");
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
