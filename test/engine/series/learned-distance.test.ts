import { describe, expect, it } from "vitest";
import { expandingDistance, fittedDistance } from "#engine/series/learned-distance.ts";
import { zScore } from "#engine/index.ts";

const values = Float64Array.of(4, NaN, 8, 6, 2, 10, 6);

/** Mean and deviation by n, taken plainly. */
const score = (value: number, known: readonly number[], less = 0): number => {
  const mean = known.reduce((sum, each) => sum + each, 0) / known.length;
  const squares = known.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return (value - mean) / Math.sqrt(squares / (known.length - less));
};

const close = (found: Float64Array, wanted: readonly number[]): void => {
  expect(found.length).toBe(wanted.length);
  for (const [row, value] of wanted.entries())
    if (Number.isNaN(value)) expect(found[row]).toBeNaN();
    else expect(found[row]).toBeCloseTo(value, 12);
};

describe("expandingDistance", () => {
  it("takes mean and deviation of everything so far, and passes gaps over", () => {
    close(expandingDistance(values, 3), [
      ...[NaN, NaN, NaN, score(6, [4, 8, 6]), score(2, [4, 8, 6, 2])],
      ...[score(10, [4, 8, 6, 2, 10]), score(6, [4, 8, 6, 2, 10, 6])],
    ]);
  });

  it("is 0 while nothing has moved", () => {
    close(expandingDistance(Float64Array.of(5, 5, 5), 2), [NaN, 0, 0]);
  });
});

describe("fittedDistance", () => {
  it("learns from the first values alone, whatever comes", () => {
    const known = [4, 8, 6];
    const wanted = [6, 2, 10, 6].map((value) => score(value, known));
    close(fittedDistance(values, 3), [NaN, NaN, NaN, ...wanted]);
  });

  it("has no value where what it learned from did not move, but for that one", () => {
    close(fittedDistance(Float64Array.of(5, 5, 6, 5), 2), [NaN, 0, NaN, 0]);
    close(fittedDistance(Float64Array.of(5, 6), 3), [NaN, NaN]);
  });
});

describe("the z-score over all so far, or over the first values", () => {
  it("divides by n - 1 where asked", () => {
    const sample = { lengthBars: 3, deviation: "sample" } as const;
    expect(zScore.compute(values, { ...sample, over: "expanding" })[4]).toBeCloseTo(
      score(2, [4, 8, 6, 2], 1),
      12,
    );
    expect(zScore.compute(values, { ...sample, over: "first" })[5]).toBeCloseTo(score(10, [4, 8, 6], 1), 12);
  });
});
