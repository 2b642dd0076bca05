import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { product } from "#engine/series/product.ts";
import { rollingRatio } from "#engine/series/rolling-ratio.ts";
import { rollingWeightedMean } from "#engine/series/rolling-weighted-mean.ts";

const value = fc.oneof(
  { weight: 30, arbitrary: fc.double({ min: 0, max: 9, noNaN: true }) },
  fc.constant(0),
  fc.constant(NaN),
);
const column = fc.array(value, { minLength: 40, maxLength: 40 }).map((values) => Float64Array.from(values));

describe("rollingWeightedMean", () => {
  it("is the ratio of the sums of products and of weights, bit for bit, with and without gaps", () => {
    fc.assert(
      fc.property(column, column, fc.integer({ min: 1, max: 9 }), (values, weights, length) => {
        const expected = rollingRatio(product(values, weights), weights, length);
        expect(rollingWeightedMean(values, weights, length)).toEqual(expected);
      }),
      { seed: 6 },
    );
  });

  it("weighs each value as told, and is 0 where nothing weighs", () => {
    const means = rollingWeightedMean(Float64Array.of(10, 20, 40, 8), Float64Array.of(1, 3, 0, 0), 2);
    expect([...means]).toEqual([NaN, 17.5, 20, 0]);
  });
});
