import { describe, expect, it } from "vitest";
import { exponential } from "#engine/series/exponential.ts";

describe("exponential", () => {
  const values = Float64Array.of(1, 2, 3, 4);

  it("starts from the mean of the first window, or from the first value", () => {
    expect([...exponential(values, 2, 0.5, "sma")]).toEqual([NaN, 1.5, 2.25, 3.125]);
    expect([...exponential(values, 2, 0.5, "first")]).toEqual([1, 1.5, 2.25, 3.125]);
  });

  it("waits for values, and passes over a hole", () => {
    const holed = Float64Array.of(NaN, 1, 2, NaN, 3);
    expect([...exponential(holed, 2, 0.5)]).toEqual([NaN, NaN, 1.5, NaN, 2.25]);
  });

  it("gives nothing where the window never fills", () => {
    expect([...exponential(values, 5, 0.5)]).toEqual([NaN, NaN, NaN, NaN]);
  });
});
