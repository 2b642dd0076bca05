import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directionalAverage } from "#engine/series/directional-average.ts";
import { directional } from "#engine/series/directional.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("directionalAverage", () => {
  it("is the average of the whole directional system, bit for bit, with and without gaps", () => {
    fc.assert(
      fc.property(columnOfPrices, columnOfPrices, fc.integer({ min: 2, max: 6 }), (close, spread, length) => {
        const high = close.map((price, bar) => price * (1 + ((spread[bar] ?? 0) % 0.1)));
        const low = close.map((price, bar) => price * (1 - ((spread[bar] ?? 0) % 0.07)));
        const { average } = directional(high, low, close, length);
        expect(directionalAverage(high, low, close, length)).toEqual(average);
      }),
      { seed: 43 },
    );
  });
});
