import { expect, test } from "vitest";
import { parseBarsCsv } from "#engine/data/bars-csv.ts";
import { hashBars } from "#engine/index.ts";
import { asBars } from "#workers/cells/as-bars.ts";
import { tableOf } from "#workers/cells/table.ts";

const row = (day: number) => ({ open: day, high: day + 2, low: day - 1, close: day + 1, volume: 10 });
const ROWS = [2, 3, 6, 7].map((day) => ({ date: `2020-01-0${day}`, ...row(day) }));
const CSV = ["date,open,high,low,close,volume", ...ROWS.map((each) => Object.values(each).join(","))].join(
  "\n",
);

test("a table's bars are those of the same rows read from a file", () => {
  const read = parseBarsCsv(CSV, { symbol: "MINE" });
  expect(hashBars(asBars(tableOf(ROWS), { symbol: "MINE" }))).toBe(hashBars(read));
});

test("rows may stand in any order, heads be written in any case, and times be dates, ms or seconds", () => {
  const expected = hashBars(asBars(tableOf(ROWS), { symbol: "MINE" }));
  const at = ROWS.map(({ date }) => Date.parse(date));
  const timed = (name: string, times: readonly unknown[]) =>
    ROWS.map(({ open, high, low, close, volume }, i) => ({
      [name]: times[i],
      open,
      high,
      low,
      close,
      volume,
    }));
  const ways = [
    ROWS.toReversed(),
    ROWS.map(({ date, open, ...rest }) => ({ DATE: date, Open: open, ...rest })),
    timed(
      "time",
      at.map((time) => new Date(time)),
    ),
    timed("timestamp", at),
    timed(
      "timestamp",
      at.map((time) => time / 1000),
    ),
  ];
  expect(ways.map((way) => hashBars(asBars(tableOf(way), { symbol: "MINE" })))).toEqual(
    ways.map(() => expected),
  );
});

test.each([
  [[{ when: "2020-01-02", ...row(2) }], /missing column: time; this table has when, open/],
  [[{ date: "2020-01-02", close: 3 }], /missing column: open, high, low/],
  [[{ date: "soon", ...row(2) }], /invalid time: soon in row 1/],
  [[ROWS[1], { ...ROWS[0], high: 0 }], /row 2/],
])("what is no row of prices is named: %#", (rows, words) => {
  expect(() => asBars(tableOf(rows as object[]), { symbol: "MINE" })).toThrow(words);
});

test("dates that begin with their month or day are read as they show, which is told, or as is said", () => {
  const mine = ROWS.map(({ date, ...rest }) => ({
    date: `${date.slice(5).replace("-", "/")}/2020`,
    ...rest,
  }));
  const expected = hashBars(asBars(tableOf(ROWS), { symbol: "MINE" }));
  expect(() => asBars(tableOf(mine), { symbol: "MINE" })).toThrow("unclear date: 01/02/2020 on row 1");
  expect(hashBars(asBars(tableOf(mine), { symbol: "MINE", dates: "mdy" }))).toBe(expected);
  const told: string[] = [];
  const later = [...mine, { date: "01/13/2020", ...row(8) }];
  asBars(tableOf(later), { symbol: "MINE" }, (words) => told.push(words));
  expect(told).toEqual(["dates read as month/day/year (mdy), as 01/13/2020 on row 5 shows"]);
});

test("text in place of a price is told with its row and what to write, and no file is told as none", () => {
  const european = ROWS.map((each, at) => ({ ...each, open: at === 1 ? "49,9489" : String(each.open) }));
  expect(() => asBars(tableOf(european), { symbol: "MINE" })).toThrow(
    "invalid open: 49,9489 in row 2; use a point for the comma",
  );
  expect(() => asBars(null, { symbol: "MINE" })).toThrow(
    "no file yet to make bars of; drop one on its control",
  );
});
