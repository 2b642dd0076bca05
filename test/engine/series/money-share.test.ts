import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moneyShare } from "#engine/series/money-share.ts";
import { rollingRatio } from "#engine/series/rolling-ratio.ts";
import { typicalPrice } from "#engine/series/typical-price.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";
import { columnOfVolumes } from "#test/arbitraries/volumes.ts";

describe("moneyShare", () => {
  it("is the ratio of the sums of rising and of all moving money, bit for bit, for volumes of all kinds", () => {
    const length = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(columnOfPrices, columnOfVolumes, length, (close, volume, bars) => {
        const price = typicalPrice(close, close, close);
        const step = price.map((value, bar) => value - (price[bar - 1] ?? NaN));
        const money = price.map((value, bar) => value * (volume[bar] ?? NaN));
        const flow = step.map((change, bar) => (change === 0 ? 0 : (money[bar] ?? NaN) + change * 0));
        const rising = step.map((change, bar) => (change > 0 ? (money[bar] ?? NaN) : change * 0));
        const expected = rollingRatio(rising, flow, bars).map((share) => 100 * share);
        expect(moneyShare(close, close, close, volume, bars)).toEqual(expected);
      }),
      { seed: 37 },
    );
  });

  it("counts no bar whose price stood still, and is 0 where none has moved", () => {
    const close = Float64Array.of(10, 11, 11, 11, 9);
    expect([...moneyShare(close, close, close, new Float64Array(5).fill(2), 2)]).toEqual([
      NaN,
      NaN,
      100,
      0,
      0,
    ]);
  });
});
