import { describe, expect, it } from "vitest";
import { almgren } from "#engine/index.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { historyOf } from "#test/arbitraries/requests.ts";

interface Costs {
  readonly almgren2005: {
    readonly cases: readonly {
      readonly V: number;
      readonly theta: number;
      readonly sigma: number;
      readonly X_over_V: number;
      readonly T_J_bps: readonly (readonly [number, number])[];
    }[];
  };
}

/** The test markets trade a million units per bar. */
const VOLUME = 1e6;
const history = historyOf(Array.from({ length: 40 }, (_, bar) => (bar % 2 === 0 ? 100 : 102)));

describe("almgren", () => {
  it.skipIf(!hasFixtures)(needsFixtures("gives the paper's table 3 as printed (quant/costs.json)"), () => {
    for (const { V, theta, sigma, X_over_V, T_J_bps } of readJsonFixture<Costs>("quant/costs.json")
      .almgren2005.cases) {
      for (const [durationBars, bps] of T_J_bps) {
        const model = almgren({ durationBars, sharesOutstanding: (theta / V) * VOLUME });
        const request = { side: 1 as const, quantity: X_over_V * VOLUME, reference: 100, history };
        // Impact is proportional to volatility: the market's own is scaled to the stock's.
        const ours = (model.shift(request) * 10_000 * sigma) / history.volatility(20);
        expect(Math.abs(ours - bps)).toBeLessThan(0.06);
      }
    }
  });

  it("is a fixed share where there are too few bars", () => {
    const request = { side: 1 as const, quantity: 10, reference: 100, history: historyOf([1]) };
    expect(almgren({ unknownBps: 7 }).shift(request)).toBe(0.0007);
  });

  it("tells how much of the price the order itself moved: all of it, and none where that is not known", () => {
    const request = { side: 1 as const, quantity: VOLUME / 10, reference: 100, history };
    const model = almgren({});
    expect(model.impact?.(request)).toBe(model.shift(request));
    expect(model.impact?.({ ...request, history: historyOf([1]) })).toBe(0);
  });
});
