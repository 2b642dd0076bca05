import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cbrt, exp, expm1, log, log10, log1p, log2 } from "#engine/series/portable-math.ts";

/** Reference values to twenty digits and more, of the tables in Abramowitz and Stegun (1964), 4.1 and 4.2, and of the OEIS constants named. */
const KNOWN: readonly (readonly [string, number, number])[] = [
  ["exp 1 (A001113)", exp(1), 2.718281828459045],
  ["exp -1 (A068985)", exp(-1), 0.36787944117144233],
  ["exp 10", exp(10), 22026.465794806718],
  ["exp 0.1", exp(0.1), 1.1051709180756477],
  ["log 2 (A002162)", log(2), 0.6931471805599453],
  ["log 3 (A002391)", log(3), 1.0986122886681098],
  ["log 10 (A002392)", log(10), 2.302585092994046],
  ["log 0.5", log(0.5), -0.6931471805599453],
];

describe("portable mathematics", () => {
  it.each(KNOWN)("knows %s", (_, found, known) => {
    expect(Math.abs(found / known - 1)).toBeLessThan(2.3e-16);
  });

  it.each<[string, (x: number) => number, (x: number) => number, number, number]>([
    ["exp", exp, Math.exp, -700, 700],
    ["log", log, Math.log, 1e-300, 1e300],
    ["log near 1", log, Math.log, 0.5, 2],
    ["log1p", log1p, Math.log1p, -0.9, 5],
    ["expm1", expm1, Math.expm1, -5, 5],
    ["log10", log10, Math.log10, 1e-9, 1e9],
    ["log2", log2, Math.log2, 1e-9, 1e9],
    ["cbrt", cbrt, Math.cbrt, -1e9, 1e9],
  ])("%s is the machine's own to a few units of the last place", (_, own, machine, min, max) => {
    fc.assert(
      fc.property(fc.double({ min, max, noNaN: true }), (x) => {
        const [a, b] = [own(x), machine(x)];
        return Math.abs(a - b) <= 1e-15 * Math.max(Math.abs(b), 1e-300);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it("is whole where the answer is, and takes the ends as the language does", () => {
    for (let power = -300; power <= 300; power++) expect(log10(Number(`1e${power}`))).toBe(power);
    for (let power = -1074; power <= 1023; power++) expect(log2(2 ** power)).toBe(power);
    for (const x of [NaN, Infinity, -Infinity, 0, -0, -1, 5e-324, 710, -746]) {
      for (const [own, machine] of [
        [exp, Math.exp],
        [log, Math.log],
        [log1p, Math.log1p],
        [expm1, Math.expm1],
        [log10, Math.log10],
      ] as const)
        if (Number.isFinite(machine(x))) expect(own(x)).toBeCloseTo(machine(x), 12);
        else expect(own(x)).toBe(machine(x));
    }
    expect(cbrt(-27)).toBe(-3);
  });
});
