import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollingDeviation } from "#engine/series/rolling-deviation.ts";
import { expectClose } from "#test/arbitraries/close.ts";

function direct(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe("rollingDeviation", () => {
  it("equals the two-pass deviation of each window", () => {
    const price = fc.integer({ min: 1, max: 1_000_000 }).map((tick) => tick / 100);
    fc.assert(
      fc.property(
        fc.array(price, { minLength: 1, maxLength: 90 }),
        fc.integer({ min: 1, max: 25 }),
        (values, length) => {
          const ours = rollingDeviation(Float64Array.from(values), length);
          for (let bar = 0; bar < values.length; bar++) {
            if (bar < length - 1) expect(ours[bar]).toBeNaN();
            else expectClose(ours[bar], direct(values.slice(bar - length + 1, bar + 1)), 1e-9, `bar ${bar}`);
          }
        },
      ),
      { seed: 3 },
    );
  });

  it("is exactly 0 on flat windows, whatever went before", () => {
    const values = Float64Array.from({ length: 60 }, (_, bar) => (bar < 20 ? 1e6 * Math.sin(bar) : 0.1));
    expect(rollingDeviation(values, 7).slice(26)).toEqual(new Float64Array(34));
  });

  it("gives NaN to the windows that hold a NaN, and to no other", () => {
    const deviations = rollingDeviation(Float64Array.of(1, 1, NaN, 1, 1, 1, 1), 2);
    expect([...deviations].map((value) => Number.isNaN(value))).toEqual([
      true,
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
