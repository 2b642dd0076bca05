import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowShare } from "#engine/series/flow-share.ts";
import { moneyFlow } from "#engine/series/money-flow.ts";
import { rollingRatio } from "#engine/series/rolling-ratio.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";
import { columnOfVolumes } from "#test/arbitraries/volumes.ts";

describe("flowShare", () => {
  it("is the ratio of the sums of flows and of volumes, bit for bit, for volumes of all kinds", () => {
    const length = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(columnOfPrices, columnOfPrices, columnOfVolumes, length, (close, spread, volume, bars) => {
        const high = close.map((price, bar) => price * (1 + ((spread[bar] ?? 0) % 0.1)));
        const low = close.map((price, bar) => price * (1 - ((spread[bar] ?? 0) % 0.07)));
        const expected = rollingRatio(moneyFlow(high, low, close, volume), volume, bars);
        expect(flowShare(high, low, close, volume, bars)).toEqual(expected);
      }),
      { seed: 35 },
    );
  });

  it("is 0 where nothing was traded", () => {
    const [high, low, close] = [Float64Array.of(3, 3, 3), Float64Array.of(1, 1, 1), Float64Array.of(3, 2, 1)];
    expect([...flowShare(high, low, close, Float64Array.of(5, 0, 0), 2)]).toEqual([NaN, 1, 0]);
  });
});
