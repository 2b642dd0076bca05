import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adaptiveMean } from "#engine/series/adaptive-mean.ts";
import { distances } from "#engine/series/distances.ts";
import { rollingSum } from "#engine/series/rolling-sum.ts";
import { columnOfPrices } from "#test/arbitraries/prices-of-sizes.ts";

const WEIGHTS = { least: 2 / 31, reach: 2 / 3 - 2 / 31 };

describe("adaptiveMean", () => {
  it("follows the efficiency of exactly summed steps, bit for bit, for prices of all sizes", () => {
    fc.assert(
      fc.property(columnOfPrices, fc.integer({ min: 1, max: 9 }), (values, length) => {
        const paths = rollingSum(distances(values), length);
        let average = NaN;
        const expected = values.map((value, bar) => {
          const path = paths[bar] ?? NaN;
          if (bar < length || Number.isNaN(path)) return NaN;
          const net = Math.abs(value - (values[bar - length] ?? NaN));
          const root =
            path <= net ? WEIGHTS.reach + WEIGHTS.least : (net / path) * WEIGHTS.reach + WEIGHTS.least;
          if (Number.isNaN(average)) average = values[bar - 1] ?? NaN;
          average += (value - average) * (root * root);
          return average;
        });
        expect(adaptiveMean(values, length, WEIGHTS)).toEqual(expected);
      }),
      { seed: 31 },
    );
  });

  it("stays where nothing moves", () => {
    expect([...adaptiveMean(new Float64Array(5).fill(7), 2, WEIGHTS)]).toEqual([NaN, NaN, 7, 7, 7]);
  });
});
