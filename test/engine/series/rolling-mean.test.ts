import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollingMean } from "#engine/series/rolling-mean.ts";
import { createRandom } from "#engine/random.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

/** Means from exact integer sums: prices are whole ticks of 1 / 8, which binary fractions hold exactly. */
function exactMean(ticks: readonly number[], length: number, bar: number): number {
  return ticks.slice(bar - length + 1, bar + 1).reduce((sum, tick) => sum + tick, 0) / (8 * length);
}

describe("rollingMean", () => {
  it("equals exact sums, rounded once, on prices in ticks, zeros among them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 100_000 }) }, fc.constant(0)), {
          minLength: 30,
          maxLength: 200,
        }),
        fc.integer({ min: 1, max: 30 }),
        (ticks, length) => {
          const means = rollingMean(
            Float64Array.from(ticks, (tick) => tick / 8),
            length,
          );
          for (let bar = length - 1; bar < ticks.length; bar++)
            expect(means[bar]).toBe(exactMean(ticks, length, bar));
        },
      ),
      { seed: 3 },
    );
  });

  it("gives the very price on flat stretches, after a million bars of noise in odd fractions", () => {
    const random = createRandom(9);
    const values = Float64Array.from({ length: 1_000_300 }, (_, bar) =>
      bar < 1_000_000 ? 1e4 * random.next() ** 8 : 0.1,
    );
    for (const length of [3, 7, 49, 200]) expect(rollingMean(values, length).at(-1)).toBe(0.1);
  });

  it("gives on a prefix the very bits it gives on the whole, whatever the sizes that come later", () => {
    fc.assert(
      fc.property(columnOfPrices, fc.nat(59), fc.integer({ min: 1, max: 30 }), (values, end, length) => {
        const prefix = rollingMean(values.subarray(0, end), length);
        expect(prefix).toEqual(rollingMean(values, length).slice(0, end));
      }),
      { seed: 24 },
    );
  });

  it("gives NaN to the windows that hold a NaN, and to no other", () => {
    const means = rollingMean(Float64Array.of(1, 2, NaN, 4, 5, 6), 2);
    expect([...means]).toEqual([NaN, 1.5, NaN, NaN, 4.5, 5.5]);
  });

  it("is the exact mean rounded once, on prices that are no binary fractions", () => {
    const random = createRandom(4);
    let tick = 800;
    const values = Float64Array.from(
      { length: 20_000 },
      () => (tick = Math.max(8, tick + random.int(3) - 1)) / 10,
    );
    const exact = Array.from(values, (value) => BigInt(value * 2 ** 60));
    for (const length of [4, 7, 8]) {
      const means = rollingMean(values, length);
      let sum = 0n;
      for (const [bar, value] of exact.entries()) {
        sum += value - (exact[bar - length] ?? 0n);
        const mean = means[bar] ?? NaN;
        if (bar < length - 1) continue;
        const halfUlp = BigInt(2 ** (Math.floor(Math.log2(mean)) + 60 - 53) * length);
        const error = BigInt(mean * 2 ** 60) * BigInt(length) - sum;
        expect(error <= halfUlp && -error <= halfUlp).toBe(true);
      }
    }
  });
});
