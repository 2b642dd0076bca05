import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollingWeightedMean } from "#engine/series/rolling-weighted-mean.ts";
import { typicalPrice } from "#engine/series/typical-price.ts";
import { typicalWeightedMean } from "#engine/series/typical-weighted-mean.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";
import { columnOfVolumes } from "#test/arbitraries/volumes.ts";

describe("typicalWeightedMean", () => {
  it("is the weighted mean of typical prices, bit for bit, for weights of all kinds", () => {
    const length = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(columnOfPrices, columnOfPrices, columnOfVolumes, length, (close, high, weights, bars) => {
        const [count, low] = [Math.min(close.length, high.length, weights.length), close];
        const cut = (column: Float64Array): Float64Array => column.subarray(0, count);
        const expected = rollingWeightedMean(
          typicalPrice(cut(high), cut(low), cut(close)),
          cut(weights),
          bars,
        );
        expect(typicalWeightedMean(cut(high), cut(low), cut(close), cut(weights), bars)).toEqual(expected);
      }),
      { seed: 47 },
    );
  });

  it("is 0 where nothing weighs", () => {
    const price = Float64Array.of(10, 20, 30);
    expect([...typicalWeightedMean(price, price, price, Float64Array.of(1, 0, 0), 2)]).toEqual([NaN, 10, 0]);
  });
});
