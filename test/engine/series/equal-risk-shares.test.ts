import fc from "fast-check";
import { describe, it } from "vitest";
import { equalRiskShares } from "#engine/series/equal-risk-shares.ts";
import { expectClose } from "#test/arbitraries/close.ts";

const contributions = (covariance: Float64Array, shares: Float64Array): number[] =>
  Array.from(shares, (share, i) => {
    const marginal = shares.reduce(
      (sum, each, j) => sum + (covariance[i * shares.length + j] ?? NaN) * each,
      0,
    );
    return share * marginal;
  });

describe("equal risk shares", () => {
  it("of two parts are inverse to their volatilities, whatever their correlation", () => {
    // In closed form: Maillard, Roncalli, Teiletche (2010), section 2.2.
    for (const correlation of [-0.9, -0.2, 0, 0.5, 0.99]) {
      const covariance = Float64Array.of(0.04, correlation * 0.06, correlation * 0.06, 0.09);
      const [a, b] = equalRiskShares(covariance, 2);
      expectClose(a, 0.6, 1e-12);
      expectClose(b, 0.4, 1e-12);
    }
  });

  it("of three parts equal those found by Newton's method", () => {
    // numpy, Newton steps on half the variance less the mean of logarithms (Spinu 2013), to machine precision.
    const covariance = Float64Array.of(0.04, 0.012, -0.004, 0.012, 0.09, 0.018, -0.004, 0.018, 0.0225);
    const expected = [0.3631335221716712, 0.18590753338513544, 0.45095894444319323];
    for (const [i, share] of equalRiskShares(covariance, 3).entries())
      expectClose(share, expected[i] ?? NaN, 1e-9);
  });

  it("contribute alike and sum to 1, for the covariance of any returns", () => {
    const rows = fc.array(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
      { minLength: 8, maxLength: 20 },
    );
    const law = fc.property(rows, (returns) => {
      // Its own variance on the diagonal: what a sample of few rows lacks to be definite.
      const covariance = Float64Array.from({ length: 16 }, (_, at) => {
        const [i, j] = [Math.floor(at / 4), at % 4];
        const sum = returns.reduce((total, row) => total + (row[i] ?? 0) * (row[j] ?? 0), 0);
        return sum / returns.length + (i === j ? 0.01 : 0);
      });
      const shares = equalRiskShares(covariance, 4);
      expectClose(
        shares.reduce((sum, share) => sum + share, 0),
        1,
        1e-12,
      );
      const parts = contributions(covariance, shares);
      for (const part of parts) expectClose(part / (parts[0] ?? NaN), 1, 1e-9);
    });
    fc.assert(law, { seed: 11, numRuns: 100 });
  });
});
