import { describe, expect, test } from "vitest";
import { tableOf } from "#workers/cells/table.ts";

describe("a table of rows", () => {
  test("keeps a column of dates as times, though the first of them is missing", () => {
    const table = tableOf([{ at: null }, { at: new Date(1000) }]);
    expect([...table.column("at")]).toEqual([NaN, 1000]);
    expect(table.values("at")).toEqual([null, 1000]);
  });

  test("has a column if any row has it, and null where a row has not", () => {
    expect(tableOf([{ a: 1 }, { b: "x" }]).rows()).toEqual([
      { a: 1, b: null },
      { a: null, b: "x" },
    ]);
  });

  test("names the column that was meant", () => {
    expect(() => tableOf([{ close: 1 }]).column("cloze")).toThrow(/did you mean close/);
  });
});

test("a column without missing values is the same numbers as its values, and a copy: what a cell writes there stays there", () => {
  const table = tableOf([
    { x: 1.5, at: new Date(5) },
    { x: NaN, at: new Date(-7) },
  ]);
  expect(table.column("x")).toEqual(Float64Array.of(1.5, NaN));
  expect(table.column("at")).toEqual(Float64Array.of(5, -7));
  table.column("x").fill(0);
  expect([...table.column("x")]).toEqual(table.values("x"));
});
