import { describe, expect, it } from "vitest";
import { checkBars } from "#engine/data/check-bars.ts";
import { createBars, firstAtOrAfter, hashBars, sliceBars } from "#engine/data/dataset.ts";
import type { EngineError } from "#engine/errors.ts";
import type { Bars } from "#engine/market/bars.ts";
import { flatBars } from "#test/arbitraries/bars.ts";

const spoiled = (column: keyof Bars, bar: number, value: number): Bars => {
  const bars = flatBars([10, 11, 12, 13]);
  const values = (bars[column] as Float64Array).slice();
  values[bar] = value;
  return { ...bars, [column]: values };
};

describe("checkBars", () => {
  it.each([
    ["close", 2, NaN, /price is not a number/],
    ["high", 2, Infinity, /price is not a number/],
    ["low", 2, 0, /low is not above 0: 0/],
    ["high", 2, 5, /high 5 is below low 12/],
    ["close", 2, 99, /close 99 is outside/],
    ["volume", 2, -1, /invalid volume: -1/],
    ["openTime", 2, NaN, /time is not a number/],
    ["openTime", 2, 0, /unsorted time/],
    ["closeTime", 2, 0, /closes before it opens/],
    ["availableAt", 2, 0, /closes before it opens/],
  ] as const)("refuses a %s of bar %d that is %d, by row and symbol", (column, bar, value, message) => {
    const bars = spoiled(column, bar, value);
    expect(() => checkBars(bars)).toThrow(message);
    try {
      checkBars(bars);
    } catch (error) {
      expect((error as EngineError).site).toMatchObject({ symbol: "TEST", row: 3, bar: 2 });
    }
  });

  it("takes NaN volume as none", () => {
    expect(() => checkBars(spoiled("volume", 1, NaN))).not.toThrow();
  });
});

describe("createBars", () => {
  const bars = flatBars([1, 2, 3]);

  it("refuses no bars, uneven columns and a name that is no symbol", () => {
    const make =
      (columns: Partial<Bars>, symbol = "A") =>
      () =>
        createBars({ symbol, timeframe: "1d", columns: { ...bars, ...columns } });
    expect(make({ openTime: new Float64Array(0) })).toThrow(/no bars for A/);
    expect(make({ close: new Float64Array(2) })).toThrow(/uneven column close: 2 values for 3 bars/);
    expect(make({}, "a b")).toThrow(/invalid symbol: a b/);
  });

  it("keeps the columns it was given", () => {
    expect(createBars({ symbol: "A", timeframe: "1d", columns: bars }).close).toBe(bars.close);
  });
});

describe("sliceBars and hashBars", () => {
  const bars = flatBars([1, 2, 3, 4]);

  it("cut without a copy, and tell unequal prices apart", () => {
    const part = sliceBars(bars, 1, 3);
    expect([...part.close]).toEqual([2, 3]);
    expect(part.close.buffer).toBe(bars.close.buffer);
    expect(hashBars(part)).not.toBe(hashBars(bars));
    expect(hashBars(flatBars([1, 2, 3, 4], "OTHER"))).toBe(hashBars(bars));
  });
});

describe("firstAtOrAfter", () => {
  it("finds the first bar at a time or later", () => {
    const column = Float64Array.of(10, 20, 30);
    expect([5, 10, 11, 30, 31].map((time) => firstAtOrAfter(column, time))).toEqual([0, 0, 1, 2, 3]);
  });
});
