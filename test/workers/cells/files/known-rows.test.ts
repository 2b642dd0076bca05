import { expect, test } from "vitest";
import { columnsTable, type FileColumn } from "#workers/cells/files/columns-table.ts";
import { knownRows } from "#workers/cells/files/known-rows.ts";

const day = (date: number): number => Date.UTC(2020, 0, date);
const table = columnsTable(
  new Map<string, FileColumn>([
    ["Date", { times: Float64Array.of(day(2), day(9), NaN) }],
    ["published", ["2020-01-20", "2020-01-03", "2020-01-05"]],
    ["score", Float64Array.of(1, 2, 3)],
    ["isGood", [true, false, null]],
  ]),
);

test("rows that came later are left out, by a column of times or the one that is named", () => {
  const known = knownRows(table, undefined, day(5));
  expect(known.rows()).toEqual([
    { Date: day(2), published: "2020-01-20", score: 1, isGood: true },
    { Date: null, published: "2020-01-05", score: 3, isGood: null },
  ]);
  expect(known.isTime("Date")).toBe(true);
  expect([...knownRows(table, "published", day(5)).column("score")]).toEqual([2, 3]);
});

test("a file is left whole where all of it was known before, has no times, or nothing is hidden", () => {
  expect(knownRows(table, null, day(5))).toBe(table);
  expect(knownRows(table, undefined, Infinity)).toBe(table);
  const timeless = columnsTable(new Map([["score", Float64Array.of(1)]]));
  expect(knownRows(timeless, undefined, day(1))).toBe(timeless);
});

test("dates that may begin with month or day are refused, since rows of the future would stay", () => {
  const unclear = columnsTable(new Map([["date", ["01/02/2020", "02/02/2020"]]]));
  expect(() => knownRows(unclear, undefined, day(5))).toThrow("unclear date: 01/02/2020 in column date");
});

test("a column that is not there is named, whatever is hidden", () => {
  expect(() => knownRows(table, "when", Infinity)).toThrow(
    /unknown column of times: when; this file has Date/,
  );
});
