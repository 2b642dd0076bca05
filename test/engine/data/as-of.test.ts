import { describe, expect, it } from "vitest";
import { asOfRows, takeRows } from "#engine/data/as-of.ts";

describe("asOfRows", () => {
  it("shows a row from its own moment on, and none before the first", () => {
    const rows = asOfRows(Float64Array.of(1, 2, 3, 4, 9), Float64Array.of(2, 4, 5));
    expect([...rows]).toEqual([-1, 0, 0, 1, 2]);
    expect([...takeRows(Float64Array.of(10, 20, 30), rows)]).toEqual([NaN, 10, 10, 20, 30]);
  });

  it("waits for a row that is late, and shows nothing behind it early", () => {
    expect([...asOfRows(Float64Array.of(1, 2, 3), Float64Array.of(3, 2))]).toEqual([-1, -1, 1]);
  });
});
