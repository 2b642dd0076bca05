import { describe, expect, it } from "vitest";
import { tailRisk } from "#engine/index.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";

const percents = (...values: readonly number[]): Float64Array =>
  Float64Array.from(values, (value) => value / 100);

/** Threshold, scale, shape, value at risk, expected shortfall: scipy's Nelder-Mead on empyrical's likelihood. */
type Expected = readonly [number, number, number, number, number];

function expectTail(returns: Float64Array, expected: Expected): void {
  const found = tailRisk(returns);
  const { threshold, scale, shape, valueAtRisk, expectedShortfall } = found ?? {};
  const values = [threshold, scale, shape, valueAtRisk, expectedShortfall];
  for (const [place, value] of expected.entries()) expectClose(values[place], value, 1e-9);
}

describe("tail risk", () => {
  it("equals empyrical's gpd_risk_estimates on its own series", () => {
    expectTail(
      percents(0, -6, -7, -1, -9, -2, -6, -8, -5),
      [0.05, 0.0683535867363482, 9.430494798212117e-7, 0.3451163990493264, 0.4134703285561788],
    );
    expectTail(
      percents(1, 10, -4, 2, 3, 2, 1, -10),
      [0.1, 0.1000125583583849, 1.5657360018514067e-6, 0.4912526273742347, 0.5912659549254118],
    );
  });

  it("is not defined without a loss", () => {
    expect(tailRisk(percents())).toBeNull();
    expect(tailRisk(percents(1))).toBeNull();
    expect(tailRisk(percents(0, 1, 0, 1, 0))).toBeNull();
  });
});

describe.skipIf(!hasFixtures)(needsFixtures("tail risk of real returns"), () => {
  const returnsOf = (path: string): Float64Array =>
    Float64Array.from(readJsonFixture<{ returns: number[] }>(path).returns);

  it("equals scipy's fit to 1e-9", () => {
    expectTail(
      returnsOf("metrics/aapl_sp500.json"),
      [0.05, 0.06261777235208943, 3.0502897560189794e-6, 0.05073483561496454, 0.11335280121145452],
    );
    expectTail(
      returnsOf("quant/metrics.json"),
      [0.05, 0.08488622074099614, 1.7123051647868455e-6, 0.08374202434963962, 0.16862844821874035],
    );
  });
});
