import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "#engine/random.ts";
import { rollingSum } from "#engine/series/rolling-sum.ts";

/** A price as a whole number of 2^-70, finer than the last bit of any price of 1e-4 or more. */
function inUnits(price: number): bigint {
  const coarse = Math.trunc(price * 2 ** 35);
  return BigInt(coarse) * 2n ** 35n + BigInt((price - coarse / 2 ** 35) * 2 ** 70);
}

describe("rollingSum", () => {
  it("is the exact sum rounded once, as sums of big integers tell", () => {
    const value = fc
      .double({ min: -1e6, max: 1e6, noNaN: true })
      .map((price) => Math.round(price * 1e4) / 1e4);
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 30, maxLength: 90 }),
        fc.integer({ min: 1, max: 25 }),
        (values, length) => {
          const exact = values.map(inUnits);
          const sums = rollingSum(Float64Array.from(values), length);
          for (let bar = length - 1; bar < values.length; bar++) {
            const sum = exact.slice(bar - length + 1, bar + 1).reduce((total, part) => total + part, 0n);
            expect(sums[bar]).toBe(Number(sum) / 2 ** 70 + 0);
          }
        },
      ),
      { seed: 11 },
    );
  });

  it("is exactly 0 on zeros, after a million values of very different sizes", () => {
    const random = createRandom(3);
    const values = Float64Array.from({ length: 1_000_050 }, (_, bar) =>
      bar < 1_000_000 ? 10 ** (random.next() * 12 - 3) : 0,
    );
    expect(
      rollingSum(values, 20)
        .subarray(1_000_020)
        .every((sum) => sum === 0),
    ).toBe(true);
  });

  it("gives NaN to the windows that hold a missing value, and leaves the bits of all others", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 0, max: 900 }).map((cents) => cents / 100),
          { minLength: 20, maxLength: 40 },
        ),
        fc.nat(19),
        fc.integer({ min: 1, max: 6 }),
        (values, gap, length) => {
          const whole = rollingSum(Float64Array.from(values), length);
          for (const missing of [NaN, Infinity]) {
            const torn = rollingSum(
              Float64Array.from(values, (value, bar) => (bar === gap ? missing : value)),
              length,
            );
            for (const [bar, sum] of torn.entries()) {
              if (bar < length - 1 || (gap <= bar && bar < gap + length)) expect(sum).toBeNaN();
              else if (bar < gap) expect(sum).toBe(whole[bar]);
              else
                expect(sum).toBe(rollingSum(Float64Array.from(values.slice(gap + 1)), length)[bar - gap - 1]);
            }
          }
        },
      ),
      { seed: 12 },
    );
  });
});
