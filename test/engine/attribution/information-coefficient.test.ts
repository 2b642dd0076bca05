import { describe, expect, it } from "vitest";
import { crossSectionalCoefficient, informationCoefficient } from "#engine/index.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";

describe.skipIf(!hasFixtures)(
  needsFixtures("the information coefficient of yesterday's return of AAPL"),
  () => {
    it("equals scipy's spearmanr with the returns of the next bar and of the next five", () => {
      const { returns } = readJsonFixture<{ returns: number[] }>("metrics/aapl_sp500.json");
      let price = 1;
      const closes = Float64Array.from(returns, (change) => (price *= 1 + change));
      const forecasts = Float64Array.from(returns);
      expectClose(informationCoefficient(forecasts, closes), 0.014184566468402519, 1e-9);
      expectClose(informationCoefficient(forecasts, closes, 5), 0.027709036710775008, 1e-9);
    });
  },
);

describe("the information coefficient", () => {
  it("is 1 where every forecast ranked the future right, and not defined without a future", () => {
    const closes = Float64Array.of(1, 2, 5, 20, 100);
    expect(informationCoefficient(Float64Array.of(2, 2.5, 4, 5, NaN), closes)).toBe(1);
    expect(informationCoefficient(Float64Array.of(1, 2, 3, 4, 5), closes, 4)).toBeNaN();
    expect(() => informationCoefficient(closes, closes, 0)).toThrow("invalid horizonBars: 0; use 1 or more");
  });

  it("across symbols is the mean of each moment's rank correlation, with its t statistic", () => {
    const forecasts = [Float64Array.of(1, 3, NaN), Float64Array.of(2, 2, 1), Float64Array.of(3, 1, 2)];
    const returns = [
      Float64Array.of(0.1, 0.1, 0),
      Float64Array.of(0.2, 0.2, 0),
      Float64Array.of(0.3, 0.1, 0),
    ];
    const found = crossSectionalCoefficient(forecasts, returns);
    // 1 at the first moment; ranks 3, 2, 1 against 1.5, 3, 1.5 at the second: 0; the third has two symbols only.
    expect([...found.values]).toEqual([1, 0, NaN]);
    expect(found).toMatchObject({ mean: 0.5, moments: 2 });
    expectClose(found.deviation, Math.SQRT1_2, 1e-12);
    expectClose(found.t, 1, 1e-12);
    expect(crossSectionalCoefficient([], [])).toMatchObject({ mean: null, t: null, moments: 0 });
  });
});
