import { describe, expect, it } from "vitest";
import { createRandom } from "#engine/random.ts";

const draw = (seed: number, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe("createRandom", () => {
  it("repeats a stream from its seed, and gives neighbouring seeds unlike ones", () => {
    expect(draw(42, 100)).toEqual(draw(42, 100));
    expect(draw(42, 100).filter((value, index) => value === draw(43, 100)[index])).toEqual([]);
  });

  it("is uniform on [0, 1) and normal around 0", () => {
    const values = draw(7, 50_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const random = createRandom(7);
    const normals = Array.from({ length: 50_000 }, () => random.normal());
    const square = normals.reduce((sum, value) => sum + value * value, 0) / normals.length;
    expect(Math.abs(square - 1)).toBeLessThan(0.03);
  });

  it("draws whole numbers below a bound, all of them", () => {
    const random = createRandom(1);
    expect(new Set(Array.from({ length: 500 }, () => random.int(6)))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });
});
