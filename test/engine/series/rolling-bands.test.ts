import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollingBands } from "#engine/series/rolling-bands.ts";
import { rollingDeviation } from "#engine/series/rolling-deviation.ts";
import { rollingMean } from "#engine/series/rolling-mean.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("rollingBands", () => {
  it("lie a deviation's multiple around the rolling mean, bit for bit, for values of all sizes", () => {
    const factor = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(columnOfPrices, fc.integer({ min: 1, max: 9 }), factor, (values, length, times) => {
        const middle = rollingMean(values, length);
        const reach = rollingDeviation(values, length).map((deviation) => times * deviation);
        expect(rollingBands(values, length, times)).toEqual({
          upper: middle.map((mean, bar) => mean + (reach[bar] ?? NaN)),
          middle,
          lower: middle.map((mean, bar) => mean - (reach[bar] ?? NaN)),
        });
      }),
      { seed: 57 },
    );
  });

  it("have no width where values stand still", () => {
    const { upper, lower } = rollingBands(new Float64Array(30).fill(97.31), 7, 2);
    expect(upper).toEqual(lower);
    expect(upper[29]).toBe(97.31);
  });
});
