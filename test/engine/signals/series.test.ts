import { describe, expect, it } from "vitest";
import { Series } from "#engine/signals/series.ts";
import { crossesAbove, crossesBelow } from "#engine/signals/cross.ts";

const at = (bar: number, ...values: number[]): Series => new Series(Float64Array.from(values), { bar });

describe("Series", () => {
  it("shows the present and the past of its cursor", () => {
    const series = at(2, 10, 11, 12, 13, 14);
    expect([series.now, series.ago(0), series.ago(2), series.ago(3)]).toEqual([12, 12, 10, NaN]);
    expect([...series.window(2)]).toEqual([11, 12]);
    expect([...series.window(9)]).toEqual([10, 11, 12]);
  });

  it.each([-1, 0.5, NaN, Infinity])("cannot be asked for %d bars ago", (bars) => {
    expect(() => at(1, 1, 2, 3).ago(bars)).toThrow(/invalid bars of ago/);
  });

  it("gives its past with the present, or without it", () => {
    const series = at(2, 1, 2, 3, 4);
    expect([...series.window(2)]).toEqual([2, 3]);
    expect([...series.historical(2)]).toEqual([1, 2]);
    expect([...series.historical(9)]).toEqual([1, 2]);
    expect([...at(0, 1, 2).historical(1)]).toEqual([]);
    expect(() => series.historical(0)).toThrow(/invalid bars of historical: 0/);
  });

  it.each([0, -1, 1.5, NaN, 100_001])("cannot be asked for a window of %d", (bars) => {
    expect(() => at(1, 1, 2, 3).window(bars)).toThrow(/invalid bars of window/);
  });

  it("holds nothing through which a later bar could be reached", () => {
    const series = at(1, 1, 2, 3);
    expect(Object.getOwnPropertyNames(series)).toEqual([]);
    expect(series.window(2).buffer.byteLength).toBe(16);
    expect(JSON.stringify(series)).toBe("{}");
  });
});

describe("crosses", () => {
  it("count touching as the other side under the inclusive rule only", () => {
    const [touching, level] = [at(1, 5, 6), at(1, 5, 5)];
    expect(crossesAbove(touching, level)).toBe(true);
    expect(crossesAbove(touching, level, "strict")).toBe(false);
    expect(crossesBelow(at(1, 5, 4), 5)).toBe(true);
    expect(crossesBelow(at(1, 5, 4), 5, "strict")).toBe(false);
    expect(crossesAbove(at(1, 4, 6), 5, "strict")).toBe(true);
  });

  it("do not happen while a value is missing", () => {
    expect(crossesAbove(at(1, NaN, 6), 5)).toBe(false);
    expect(crossesAbove(at(0, 6), 5)).toBe(false);
    expect(crossesBelow(at(1, 6, NaN), 5)).toBe(false);
  });
});
