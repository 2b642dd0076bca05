import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChartLink, rowAt, timeAt } from "#app/_charts/chart-link.ts";

const times = fc
  .array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 60 })
  .map((steps) =>
    Float64Array.from(steps.map((_, index) => steps.slice(0, index + 1).reduce((a, b) => a + b))),
  );

describe("linked charts", () => {
  test("rows and times translate into each other, between rows and beyond both ends", () => {
    fc.assert(
      fc.property(times, fc.double({ min: -20, max: 80, noNaN: true }), (time, row) => {
        expect(rowAt(time, timeAt(time, row))).toBeCloseTo(row, 5);
      }),
    );
  });

  test("what one is told the others are told, and a chart that joins later finds the last range", () => {
    const link = new ChartLink();
    const told: string[] = [];
    const chart = (name: string) => ({
      point: (time: number | null) => void told.push(`${name} points ${time}`),
      look: ({ from, to }: { from: number; to: number }) => void told.push(`${name} looks ${from} ${to}`),
    });
    const [one, two] = [chart("one"), chart("two")];
    link.join(one);
    const leave = link.join(two);
    link.point(one, 5);
    link.look(two, { from: 1, to: 2 });
    leave();
    link.point(one, 6);
    expect(told).toEqual(["two points 5", "one looks 1 2"]);
    expect(link.sight).toEqual({ from: 1, to: 2 });
  });
});
