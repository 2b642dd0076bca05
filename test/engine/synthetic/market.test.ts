import { describe, expect, it } from "vitest";
import { syntheticMarket } from "#engine/index.ts";

describe("syntheticMarket", () => {
  const at = (kind: Parameters<typeof syntheticMarket>[0]["kind"], more = {}) =>
    syntheticMarket({ kind, bars: 500, seed: 2, ...more });

  it("reverts where it says so: prices stay near their start", () => {
    const { close } = at("mean-reverting");
    expect(Math.max(...close) / Math.min(...close)).toBeLessThan(1.35);
  });

  it("crashes in the middle: twelve days take at least a third", () => {
    const { close } = at("crash");
    expect((close[261] ?? NaN) / (close[249] ?? NaN)).toBeLessThan(0.67);
    expect((close[249] ?? NaN) / (close[0] ?? NaN)).toBeGreaterThan(0.8);
  });

  it("leaves out about the share of days that is asked for, and changes no other", () => {
    const [whole, thin] = [at("gappy"), at("gappy", { missingPct: 20 })];
    expect(thin.close.length).toBeGreaterThan(360);
    expect(thin.close.length).toBeLessThan(440);
    expect(
      thin.openTime.every((time, bar) => whole.close[whole.openTime.indexOf(time)] === thin.close[bar]),
    ).toBe(true);
  });
});
