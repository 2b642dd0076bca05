import { describe, expect, it } from "vitest";
import { exponentialDistance } from "#engine/series/exponential-distance.ts";
import { exponential } from "#engine/series/exponential.ts";
import { ratio } from "#engine/series/ratio.ts";
import { subtract } from "#engine/series/subtract.ts";

const values = Float64Array.from({ length: 60 }, (_, bar) =>
  bar < 3 || bar === 8 || bar === 40 ? NaN : 100 + 10 * Math.sin(bar * bar),
);

describe("exponentialDistance", () => {
  it.each(["sma", "first"] as const)("is the distance of two averages seeded by %s, bit for bit", (seed) => {
    for (const [fast, slow] of [
      [3, 10],
      [10, 3],
      [5, 5],
    ] as const) {
      const quick = exponential(values, fast, 2 / (fast + 1), seed);
      const late = exponential(values, slow, 2 / (slow + 1), seed);
      const between = subtract(quick, late);
      expect(exponentialDistance(values, fast, slow, seed)).toEqual(between);
      expect(exponentialDistance(values, fast, slow, seed, true)).toEqual(ratio(between, late, 100));
    }
  });
});
