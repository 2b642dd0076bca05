import { expect, it } from "vitest";
import { simpleReturns } from "#engine/series/simple-returns.ts";

it("simple returns are fractions of the value before, 0 after a 0 and NaN beside a NaN", () => {
  expect([...simpleReturns(Float64Array.of(4, 5, 0, 7, NaN, 1))]).toEqual([NaN, 0.25, -1, 0, NaN, NaN]);
});
