import { describe, expect, it } from "vitest";
import { createBars, estimatedSpread } from "#engine/index.ts";
import { highLowSpread } from "#engine/series/high-low-spread.ts";
import { History } from "#engine/market/history.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { flatBars } from "#test/arbitraries/bars.ts";

const same = (value: number, bars = 30): Float64Array => new Float64Array(bars).fill(value);

describe("highLowSpread", () => {
  // Corwin and Schultz's premise: without variance, highs are asks and lows bids, and their spread comes out exactly.
  it("is the spread of bars whose highs are asks and whose lows are bids", () => {
    expectClose(highLowSpread(same(101), same(99), same(100)), 0.02, 1e-12);
    expectClose(highLowSpread(same(50.05), same(49.95), same(50)), 0.002, 1e-12);
  });

  it("does not take a gap overnight for a range", () => {
    const turns = (even: number, odd: number): Float64Array =>
      same(0).map((_, bar) => (bar % 2 === 0 ? even : odd));
    // From the low of 99 up to 109, from the high of 111 down to 101: without the gaps, pairs of equal bars.
    const spread = highLowSpread(turns(101, 111), turns(99, 109), turns(99, 111));
    expectClose(spread, (15 * 0.02 + (14 * 2) / 110) / 29, 1e-12);
  });

  it("is 0 where two bars have more range than a spread can give, and NaN for one bar", () => {
    const trend = Float64Array.from({ length: 20 }, (_, bar) => 100 + bar);
    expect(
      highLowSpread(
        trend.map((price) => price + 0.5),
        trend.map((price) => price - 0.6),
        trend,
      ),
    ).toBe(0);
    expect(highLowSpread(same(2, 1), same(1, 1), same(1, 1))).toBeNaN();
  });
});

describe("estimatedSpread", () => {
  const { openTime, closeTime } = flatBars(Array.from(same(100)));
  const columns = { openTime, closeTime, open: same(100), high: same(101), low: same(99), close: same(100) };
  const bars = createBars({ symbol: "T", timeframe: "1d", columns: { ...columns, volume: same(1) } });
  const request = (seen: number, reference = 100) => ({
    ...{ side: 1 as const, quantity: 10, reference, history: new History(bars, { seen }) },
  });

  it("pays half of it, a tick at least, and a fixed share before there are enough bars", () => {
    expectClose(estimatedSpread().shift(request(21)), 0.01, 1e-12);
    expect(estimatedSpread({ tick: 5 }).shift(request(21))).toBe(0.025);
    expect(estimatedSpread().shift(request(20))).toBe(0.001);
  });
});
