import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averageRanks, rankCorrelation } from "#engine/series/rank-correlation.ts";
import { expectClose } from "#test/arbitraries/close.ts";

describe("rank correlation", () => {
  it("shares the mean place among equals", () => {
    expect([...averageRanks([30, 10, 30, 20, 30])]).toEqual([4, 1, 4, 2, 4]);
  });

  it("equals scipy's spearmanr, ties and all", () => {
    const x = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5);
    const y = Float64Array.of(2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4);
    expectClose(rankCorrelation(x, y), 0.1384567651467695, 1e-12);
  });

  it("is not defined for fewer than three pairs, nor where one never changes", () => {
    expect(rankCorrelation(Float64Array.of(1, 2, NaN), Float64Array.of(1, 2, 3))).toBeNaN();
    expect(rankCorrelation(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBeNaN();
  });

  it("does not change under any rising transform, and turns round under a falling one", () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
      minLength: 4,
      maxLength: 40,
    });
    const law = fc.property(pairs, (given) => {
      const a = Float64Array.from(given, ([x]) => x);
      const b = Float64Array.from(given, ([, y]) => y);
      const plain = rankCorrelation(a, b);
      const cubed = rankCorrelation(
        a.map((x) => x ** 3 + 7),
        b,
      );
      const turned = rankCorrelation(
        a.map((x) => -x),
        b,
      );
      if (Number.isNaN(plain)) expect([cubed, turned]).toEqual([NaN, NaN]);
      else {
        expectClose(cubed, plain, 1e-12);
        expectClose(turned, -plain, 1e-12);
      }
    });
    fc.assert(law, { seed: 4, numRuns: 100 });
  });
});
