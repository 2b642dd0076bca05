import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dividedOnce, exactGrid } from "#engine/series/exact-grid.ts";

/** A value as a whole number of 2^-120. */
function inUnits(value: number): bigint {
  let [units, rest] = [0n, value];
  for (let bits = 30; bits <= 120; bits += 30) {
    const part = Math.trunc(rest * 2 ** bits);
    units += BigInt(part) << BigInt(120 - bits);
    rest -= part / 2 ** bits;
  }
  return units;
}

describe("exactGrid", () => {
  it("cuts values over its whole range into parts whose plain sums are exact", () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fraction, { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        (fractions, size) => {
          const { least, most, rounder } = exactGrid(size, fractions.length);
          let [high, low, exact] = [0, 0, 0n];
          for (const part of fractions) {
            const value = least * (most / least) ** part;
            high += value + rounder - rounder;
            low += value - (value + rounder - rounder);
            exact += inUnits(value);
          }
          expect(inUnits(high) + inUnits(low)).toBe(exact);
          const mean = dividedOnce(high, low, fractions.length, 1 / fractions.length, rounder);
          expect(Math.abs(mean * fractions.length - (high + low))).toBeLessThanOrEqual(
            2 ** -52 * (high + low),
          );
        },
      ),
      { seed: 23 },
    );
  });

  it("takes a value in itself, powers of two among them, and nothing where sizes go past what doubles hold", () => {
    for (const size of [1, 0.125, 3, 97.31, 2 ** 40]) {
      const { least, most } = exactGrid(size, 20);
      expect(least < size && size < most).toBe(true);
    }
    for (const size of [0, NaN, -1, 1e-300, 1e300, Infinity]) expect(exactGrid(size, 20).most).toBe(-1);
    expect(exactGrid(100, 2 ** 24).most).toBe(-1);
  });
});
