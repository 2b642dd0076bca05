import fc from "fast-check";
import { expect, it } from "vitest";
import { normalCdf, normalQuantile } from "#engine/series/normal-distribution.ts";

// C's erfc and Wichura's AS 241, as Python's math and statistics give them.
it.each([
  [-10, 7.619853024160593e-24],
  [-5, 2.866515718791946e-7],
  [-2.6, 0.004661188023718751],
  [0.3, 0.6179114221889526],
  [4, 0.9999683287581669],
])("the probability of being below %d is right to twelve digits", (x, expected) => {
  expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(1e-12);
});

it.each([
  [1e-20, -9.262340089798407],
  [0.02, -2.0537489106318225],
  [0.95, 1.6448536269514715],
  [1 - 1e-10, 6.361340889697421],
])("the quantile of %d is right to twelve digits", (p, expected) => {
  expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(1e-12);
});

it("quantile and probability undo each other, and halves mirror", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-11);
      expect(normalCdf(1) + normalCdf(-1)).toBeCloseTo(1, 15);
    }),
  );
});

it("ends are infinite, and what is not a probability has no quantile", () => {
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  expect(normalQuantile(1.1)).toBeNaN();
  expect(normalCdf(NaN)).toBeNaN();
  expect([normalCdf(50), normalCdf(-50)]).toEqual([1, 0]);
});
