import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { returnDeviation } from "#engine/series/return-deviation.ts";
import { rollingDeviation } from "#engine/series/rolling-deviation.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("returnDeviation", () => {
  it.each([
    { name: "simple", returnOf: (value: number, before: number) => (value - before) / before },
    { name: "logarithmic", returnOf: (value: number, before: number) => Math.log(value / before) },
  ])(
    "is the deviation of a column of $name returns, bit for bit, with and without gaps",
    ({ name, returnOf }) => {
      fc.assert(
        fc.property(columnOfPrices, fc.integer({ min: 2, max: 9 }), (values, length) => {
          const returns = values.map((value, bar) => returnOf(value, values[bar - 1] ?? NaN));
          const expected = rollingDeviation(returns, length, 252);
          expect(returnDeviation(values, length, name === "logarithmic", 252)).toEqual(expected);
        }),
        { seed: 45 },
      );
    },
  );

  it("takes the return from a price of 0 as 0", () => {
    const values = Float64Array.of(4, 0, 3, 3);
    expect([...returnDeviation(values, 2, false, 1)]).toEqual([NaN, NaN, 0.5, 0]);
  });
});
