import { describe, expect, it } from "vitest";
import { volatilityRank } from "#engine/regimes/volatility-rank.ts";
import { historyOf } from "#test/arbitraries/requests.ts";

/** Closes whose moves are +-0.5 %, and +-3 % on the last bars. */
const storm = (bars: number, wild: number): number[] => {
  let close = 100;
  return Array.from({ length: bars }, (_, bar) => {
    const size = bar >= bars - wild ? 0.03 : 0.005;
    return (close *= 1 + (bar % 2 === 0 ? size : -size));
  });
};

describe("volatilityRank", () => {
  it("is 1 in the wildest stretch, low in the calmest, and the same for all where nothing moves", () => {
    expect(volatilityRank(historyOf(storm(120, 20)), 100)).toBe(1);
    expect(volatilityRank(historyOf([...storm(60, 40), ...storm(60, 0)]), 100)).toBeLessThan(0.5);
    expect(volatilityRank(historyOf(Array.from({ length: 120 }, () => 100)), 100)).toBe(1);
  });

  it("is the share of windows whose variance is no larger, counted plainly", () => {
    const closes = Array.from({ length: 90 }, (_, bar) => 100 + 7 * Math.sin(bar * bar));
    const returns = closes.slice(1).map((close, row) => close / (closes[row] ?? NaN) - 1);
    const spreads = Array.from({ length: 80 - 20 + 1 }, (_, at) => {
      const window = returns.slice(9 + at, 9 + at + 20);
      const mean = window.reduce((sum, value) => sum + value, 0) / 20;
      return window.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    });
    const last = spreads.at(-1) ?? NaN;
    const wanted = spreads.filter((spread) => spread <= last).length / spreads.length;
    expect(volatilityRank(historyOf(closes), 80)).toBe(wanted);
  });

  it("is not known before there are as many returns", () => {
    expect(volatilityRank(historyOf(storm(100, 0)), 100)).toBeNaN();
  });
});
