import { describe, expect, it } from "vitest";
import { flatBars } from "#test/arbitraries/bars.ts";
import { historyOf } from "#test/arbitraries/requests.ts";
import { History, returnCorrelation } from "#engine/market/history.ts";

describe("a past that is too short", () => {
  const past = historyOf([100, 101]);

  it("has no value, rather than one of fewer bars", () => {
    expect(past.highestClose(3)).toBeNaN();
    expect(past.averageClose(3)).toBeNaN();
    expect(past.averageVolume(3)).toBeNaN();
    expect(past.averageRange(2)).toBeNaN();
    expect(past.volatility(2)).toBeNaN();
    expect(past.highestClose(2)).toBe(101);
  });

  it("has no last close before any bar has closed", () => {
    expect(new History(flatBars([100]), { seen: 0 }).lastClose).toBeNaN();
    expect(past.lastClose).toBe(101);
  });
});

describe("returnCorrelation", () => {
  const bars = flatBars([100, 110, 99, 120, 90], "A");

  it("compares only closes that both have", () => {
    const a = new History(bars, { seen: 5 });
    const gap = [0, 1, 3, 4];
    const part = (column: Float64Array): Float64Array => Float64Array.from(gap, (row) => column[row] ?? NaN);
    const thinned = { ...bars, close: part(bars.close), closeTime: part(bars.closeTime) };
    // Both then have 100, 110, 120, 90: one and the same returns.
    expect(returnCorrelation(a, new History(thinned, { seen: 4 }), 4)).toBeCloseTo(1, 12);
  });

  it("has no value where one of them never changes, or too few returns are shared", () => {
    const a = new History(bars, { seen: 5 });
    expect(returnCorrelation(a, historyOf([50, 50, 50, 50, 50]), 4)).toBeNaN();
    expect(returnCorrelation(a, historyOf([50, 51]), 4)).toBeNaN();
  });
});
