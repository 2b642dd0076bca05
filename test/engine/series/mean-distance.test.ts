import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanDistance } from "#engine/series/mean-distance.ts";
import { middle } from "#engine/series/middle.ts";
import { rollingMean } from "#engine/series/rolling-mean.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("meanDistance", () => {
  it("is the distance of two rolling means of the middles, bit for bit, for prices of all sizes", () => {
    const length = fc.integer({ min: 1, max: 25 });
    fc.assert(
      fc.property(
        columnOfPrices,
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        length,
        length,
        (high, width, fast, slow) => {
          const low = high.map((price) => price * (1 - width));
          const prices = middle(high, low);
          const slowMeans = rollingMean(prices, slow);
          const expected = rollingMean(prices, fast).map((mean, bar) => mean - (slowMeans[bar] ?? NaN));
          expect(meanDistance(high, low, fast, slow)).toEqual(expected);
        },
      ),
      { seed: 22 },
    );
  });
});
