import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buyingPressure } from "#engine/series/buying-pressure.ts";
import { rollingRatio } from "#engine/series/rolling-ratio.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("buyingPressure", () => {
  it("is the weighed ratios of rolling sums, bit for bit, for prices of all sizes", () => {
    const lengths = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(columnOfPrices, columnOfPrices, lengths, (close, spread, [shortBars, more, most]) => {
        const high = close.map((price, bar) => price * (1 + ((spread[bar] ?? 0) % 0.1)));
        const low = close.map((price, bar) => price * (1 - ((spread[bar] ?? 0) % 0.07)));
        const [mediumBars, longBars] = [shortBars + more, shortBars + more + most];
        const bottom = low.map((price, bar) => Math.min(price, close[bar - 1] ?? NaN));
        const range = high.map((price, bar) => Math.max(price, close[bar - 1] ?? NaN) - (bottom[bar] ?? NaN));
        const pressure = close.map((price, bar) => price - (bottom[bar] ?? NaN));
        const [short, medium, long] = [shortBars, mediumBars, longBars].map((length) =>
          rollingRatio(pressure, range, length),
        );
        const expected = close.map(
          (_, bar) => (100 * (4 * (short?.[bar] ?? 0) + 2 * (medium?.[bar] ?? 0) + (long?.[bar] ?? 0))) / 7,
        );
        expect(buyingPressure(high, low, close, { shortBars, mediumBars, longBars })).toEqual(expected);
      }),
      { seed: 21 },
    );
  });

  it("is 0 where nothing has moved", () => {
    const flat = new Float64Array(6).fill(7);
    const windows = { shortBars: 1, mediumBars: 2, longBars: 3 };
    expect([...buyingPressure(flat, flat, flat, windows)]).toEqual([NaN, NaN, NaN, 0, 0, 0]);
  });
});
