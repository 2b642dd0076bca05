import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromTicks, levelTicks, roundToTick, toTicks } from "#engine/market/ticks.ts";

describe("prices in ticks", () => {
  it("are whole numbers, though their quotients are not", () => {
    expect(toTicks(100.05, 0.05)).toBe(2001);
    expect(toTicks(100 * 1.1, 0)).toBe(toTicks(110, 0));
  });

  it("come back as they went, for ticks that are one over a whole number and for those that are not", () => {
    const ticks = fc.constantFrom(0.01, 0.05, 0.25, 1, 2.5, 5, 0.3);
    fc.assert(
      fc.property(ticks, fc.integer({ min: 1, max: 1e6 }), (tick, count) => {
        expect(toTicks(fromTicks(count, tick), tick)).toBe(count);
      }),
    );
    expect(fromTicks(2001, 0.05)).toBe(100.05);
    expect(fromTicks(3, 2.5)).toBe(7.5);
  });

  it("are rounded up or down as asked, and a price on a tick not at all", () => {
    expect([levelTicks(100.06, 0.05, 1), levelTicks(100.06, 0.05, -1)]).toEqual([2002, 2001]);
    expect([roundToTick(100.05, 0.05, 1), roundToTick(100.05, 0.05, -1)]).toEqual([100.05, 100.05]);
    expect(roundToTick(100.06, 0, 1)).toBe(100.06);
  });
});
