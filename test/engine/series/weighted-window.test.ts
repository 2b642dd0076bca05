import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightedWindow } from "#engine/series/weighted-window.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("weightedWindow", () => {
  it("sums each window from its oldest value, bit for bit, alone or four at a time", () => {
    const weight = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(columnOfPrices, fc.array(weight, { minLength: 1, maxLength: 12 }), (values, weights) => {
        const expected = values.map((_, bar) =>
          weights.reduce(
            (sum, each, place) => sum + (values[bar - weights.length + 1 + place] ?? NaN) * each,
            -0,
          ),
        );
        expect(weightedWindow(values, Float64Array.from(weights))).toEqual(expected);
      }),
      { seed: 39 },
    );
  });
});
