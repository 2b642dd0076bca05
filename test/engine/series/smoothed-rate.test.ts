import fc from "fast-check";
import { expect, it } from "vitest";
import { exponentialCascade } from "#engine/series/exponential-cascade.ts";
import { ratesOfChange } from "#engine/series/rates-of-change.ts";
import { smoothedRate } from "#engine/series/smoothed-rate.ts";

const value = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, 0) },
);

it("is the rate of change of three averages on each other, to the bit, over gaps too", () => {
  const columns = fc.array(value, { maxLength: 60 });
  fc.assert(
    fc.property(columns, fc.integer({ min: 1, max: 6 }), (column, length) => {
      const values = Float64Array.from(column);
      const weight = 2 / (length + 1);
      const smooth = exponentialCascade(values, length, weight, 3, [0, 0, 0, 1]);
      expect(smoothedRate(values, length, weight)).toEqual(ratesOfChange(smooth, 1));
    }),
  );
});
