import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ratio } from "#engine/series/ratio.ts";
import { rollingRatio } from "#engine/series/rolling-ratio.ts";
import { rollingSum } from "#engine/series/rolling-sum.ts";

const column = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: -9, max: 9 })), {
  minLength: 40,
  maxLength: 40,
});

describe("rollingRatio", () => {
  it("is the ratio of the two rolling sums, bit for bit, and NaN where they are", () => {
    fc.assert(
      fc.property(column, column, fc.integer({ min: 1, max: 45 }), (a, b, length) => {
        const [above, below] = [Float64Array.from(a), Float64Array.from(b)];
        const sums = ratio(rollingSum(above, length), rollingSum(below, length));
        expect(rollingRatio(above, below, length)).toEqual(sums);
      }),
      { seed: 5 },
    );
  });

  it("is 0 while the divisor is, and the very ratio after large values have left", () => {
    const above = Float64Array.of(1e17, 0.1, 0.1, 0.1);
    expect([...rollingRatio(above, Float64Array.of(1e17, 0.1, 0.1, 0.1), 2)]).toEqual([NaN, 1, 1, 1]);
    expect([...rollingRatio(above, new Float64Array(4), 2)]).toEqual([NaN, 0, 0, 0]);
  });
});
