import { expect, it } from "vitest";
import { ratesOfChange } from "#engine/series/rates-of-change.ts";

it("is percent of the value before, 0 after a 0 (TA-Lib), and no value where either is none", () => {
  expect(ratesOfChange(Float64Array.of(4, 5, 0, 7, NaN, 0, NaN), 1)).toEqual(
    Float64Array.of(NaN, 25, -100, 0, NaN, NaN, NaN),
  );
});
