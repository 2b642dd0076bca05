import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanOfMeans } from "#engine/series/mean-of-means.ts";
import { rollingMean } from "#engine/series/rolling-mean.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("meanOfMeans", () => {
  it("is the rolling mean of a rolling mean, bit for bit, for values of all sizes", () => {
    const length = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(columnOfPrices, length, length, fc.nat(3), (prices, inner, outer, leading) => {
        const values = prices.map((price, bar) => (bar < leading ? NaN : price));
        expect(meanOfMeans(values, inner, outer)).toEqual(rollingMean(rollingMean(values, inner), outer));
      }),
      { seed: 55 },
    );
  });
});
