import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hullMean } from "#engine/series/hull-mean.ts";
import { weightedMean } from "#engine/series/weighted-mean.ts";
import { createRandom } from "#engine/random.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

/** Sum of values times 1 (oldest) to `length` (newest), in units of 2^-49 and without rounding. */
function exactWeighted(units: readonly bigint[], bar: number, length: number): bigint {
  let sum = 0n;
  for (let place = 1; place <= length; place++) sum += BigInt(place) * (units[bar - length + place] ?? 0n);
  return sum;
}

/** Hull's average without rounding but at its end, where its bar has one. */
function exactHull(values: Float64Array, length: number, bar: number): number {
  const units = Array.from(values, (value) => BigInt(value * 2 ** 49));
  const [half, root] = [Math.floor(length / 2), Math.floor(Math.sqrt(length))];
  const [wholeWeight, halfWeight, rootWeight] = [length, half, root].map((n) => BigInt((n * (n + 1)) / 2));
  let sum = 0n;
  for (let place = 1; place <= root; place++) {
    const at = bar - root + place;
    const twice = 2n * (wholeWeight ?? 0n) * exactWeighted(units, at, half);
    sum += BigInt(place) * (twice - (halfWeight ?? 0n) * exactWeighted(units, at, length));
  }
  const divisor = (wholeWeight ?? 0n) * (halfWeight ?? 0n) * (rootWeight ?? 0n);
  return Number((sum * 2n ** 40n) / divisor) / 2 ** 89;
}

describe("hullMean", () => {
  it.each([2, 3, 5, 16, 21, 40, 300])("with %i bars is within two roundings of the exact one", (length) => {
    const random = createRandom(length);
    const values = Float64Array.from({ length: 400 }, () => Math.round(9000 + 2000 * random.next()) / 100);
    const means = hullMean(values, length);
    const first = length + Math.floor(Math.sqrt(length)) - 2;
    for (let bar = 0; bar < first; bar++) expect(means[bar]).toBeNaN();
    for (let bar = first; bar < values.length; bar += 7)
      expect(Math.abs((means[bar] ?? NaN) - exactHull(values, length, bar))).toBeLessThan(2 ** -45);
  });

  it("has a value exactly where weighted means of weighted means have one, gaps among them", () => {
    fc.assert(
      fc.property(columnOfPrices, fc.integer({ min: 2, max: 20 }), (values, length) => {
        const [half, root] = [Math.floor(length / 2), Math.floor(Math.sqrt(length))];
        const whole = weightedMean(values, length);
        const ahead = weightedMean(values, half).map((mean, bar) => 2 * mean - (whole[bar] ?? NaN));
        const expected = Array.from(weightedMean(ahead, root), Number.isNaN);
        expect(Array.from(hullMean(values, length), Number.isNaN)).toEqual(expected);
      }),
      { seed: 33 },
    );
  });

  it("is the price itself where that stands still, whatever came before", () => {
    const values = Float64Array.from({ length: 90 }, (_, bar) => (bar < 40 ? 1e6 / (bar + 3) : 97.31));
    expect(new Set(hullMean(values, 20).subarray(63))).toEqual(new Set([97.31]));
  });
});
