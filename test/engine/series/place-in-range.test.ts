import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInRange } from "#engine/series/place-in-range.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

const length = fc.integer({ min: 1, max: 9 });

describe("placeInRange", () => {
  it.each([false, true])(
    "looks at each window alone, bit for bit, with and without gaps (from above: %s)",
    (below) => {
      fc.assert(
        fc.property(columnOfPrices, columnOfPrices, length, (close, spread, bars) => {
          const high = close.map((price, bar) => price * (1 + ((spread[bar] ?? 0) % 0.1)));
          const low = close.map((price, bar) => price * (1 - ((spread[bar] ?? 0) % 0.07)));
          const expected = close.map((price, bar) => {
            if (bar < bars - 1) return NaN;
            const top = Math.max(...high.subarray(bar - bars + 1, bar + 1));
            const bottom = Math.min(...low.subarray(bar - bars + 1, bar + 1));
            return top - bottom === 0 ? 0 : ((price - (below ? top : bottom)) / (top - bottom)) * 100;
          });
          expect(placeInRange(close, high, low, bars, below)).toEqual(expected);
        }),
        { seed: 51 },
      );
    },
  );
});
