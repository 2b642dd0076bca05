import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollingMean } from "#engine/series/rolling-mean.ts";
import { typicalMean } from "#engine/series/typical-mean.ts";
import { typicalPrice } from "#engine/series/typical-price.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("typicalMean", () => {
  it("gives typical prices and their rolling means, bit for bit, for prices of all sizes", () => {
    fc.assert(
      fc.property(columnOfPrices, columnOfPrices, fc.integer({ min: 1, max: 9 }), (close, spread, length) => {
        const high = close.map((price, bar) => price * (1 + ((spread[bar] ?? 0) % 0.1)));
        const low = close.map((price, bar) => price * (1 - ((spread[bar] ?? 0) % 0.07)));
        const prices = typicalPrice(high, low, close);
        expect(typicalMean(high, low, close, length)).toEqual({ prices, means: rollingMean(prices, length) });
      }),
      { seed: 59 },
    );
  });
});
