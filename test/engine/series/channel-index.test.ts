import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channelIndex } from "#engine/series/channel-index.ts";
import { rollingMean } from "#engine/series/rolling-mean.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

describe("channelIndex", () => {
  it("measures each window from its oldest value, bit for bit, alone or two at a time", () => {
    fc.assert(
      fc.property(columnOfPrices, fc.integer({ min: 2, max: 11 }), (values, length) => {
        const means = rollingMean(values, length);
        const expected = values.map((value, bar) => {
          if (bar < length - 1) return NaN;
          const mean = means[bar] ?? NaN;
          const window = values.subarray(bar - length + 1, bar + 1);
          const path = window.reduce((sum, each) => sum + Math.abs(each - mean), 0);
          return path === 0 ? 0 : ((value - mean) * length) / (0.015 * path);
        });
        expect(channelIndex(values, means.slice(), length)).toEqual(expected);
      }),
      { seed: 41 },
    );
  });
});
