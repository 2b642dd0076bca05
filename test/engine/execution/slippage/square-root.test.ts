import { describe, expect, it } from "vitest";
import { halfSpread, slippage, squareRoot } from "#engine/index.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { historyOf } from "#test/arbitraries/requests.ts";

interface Costs {
  readonly sqrt_law_Y1: readonly { sigma_d: number; Q_over_V: number; bps: number }[];
}

const request = { side: 1 as const, quantity: 100, reference: 100, history: historyOf([100]) };
// Bars of the test's markets trade a million units each.
const VOLUME = 1e6;

describe("squareRoot", () => {
  it.skipIf(!hasFixtures)(needsFixtures("is Y * sigma * sqrt(Q / V) (quant/costs.json)"), () => {
    const closes = Array.from({ length: 40 }, (_, bar) => (bar % 2 === 0 ? 100 : 102));
    const history = historyOf(closes);
    const sigma = history.volatility(20);
    for (const { sigma_d, Q_over_V, bps } of readJsonFixture<Costs>("quant/costs.json").sqrt_law_Y1) {
      const shift = squareRoot({ halfSpreadBps: 0 }).shift({
        ...request,
        quantity: Q_over_V * VOLUME,
        history,
      });
      expectClose((shift * 10_000 * sigma_d) / sigma, bps, 1e-9);
    }
  });

  it("adds half the spread, and pays the whole of it where volatility is not known yet", () => {
    expect(
      squareRoot({ y: 0, halfSpreadBps: 4 }).shift({
        ...request,
        history: historyOf(Array(30).fill(9) as number[]),
      }),
    ).toBe(0.0004);
    expect(squareRoot({ halfSpreadBps: 4 }).shift(request)).toBe(0.0008);
    expect(squareRoot({ halfSpreadBps: 4 }).impact?.(request)).toBe(0);
  });
});

describe("halfSpread", () => {
  it("is half of the larger of the two spreads", () => {
    expect(halfSpread({ spread: 0.1, spreadBps: 0 }).shift(request)).toBe(0.0005);
    expect(halfSpread({ spread: 0, spreadBps: 20 }).shift(request)).toBe(0.001);
  });
});

describe("every slippage model of the catalogue", () => {
  it("is against the trader, and not smaller for more units", () => {
    const history = historyOf(Array.from({ length: 40 }, (_, bar) => 100 + (bar % 3)));
    for (const block of slippage.blocks) {
      const shifts = [1, 100, 1e4, 1e6].map((quantity) =>
        block.of({}).shift({ ...request, quantity, history }),
      );
      expect(shifts.every((shift, index) => shift >= 0 && shift >= (shifts[index - 1] ?? 0))).toBe(true);
    }
  });
});
