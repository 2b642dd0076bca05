import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChartLink, overlaps, rowAt, timeAt } from "#app/_charts/chart-link.ts";

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

  test("groups tied to a wider one tell each other once, and no longer when they let go", () => {
    const wide = new ChartLink();
    const told: string[] = [];
    const group = (name: string) => {
      const link = new ChartLink();
      const chart = {
        point: (time: number | null) => void told.push(`${name} points ${time}`),
        look: ({ from, to }: { from: number; to: number }) => void told.push(`${name} looks ${from} ${to}`),
      };
      link.join(chart);
      return { link, chart };
    };
    const [one, two, late] = [group("one"), group("two"), group("late")];
    one.link.tie(wide);
    two.link.tie(wide);
    one.link.point(one.chart, 5);
    two.link.look(null, { from: 1, to: 2 });
    late.link.tie(wide);
    one.link.tie(null);
    two.link.look(two.chart, { from: 3, to: 4 });
    expect(told).toEqual([
      ...["two points 5", "two looks 1 2", "one looks 1 2", "late looks 1 2", "late looks 3 4"],
    ]);
    expect([one.link.tied, late.link.tied]).toEqual([false, true]);
  });

  test("a chart of other times has nothing in common with a range", () => {
    const time = Float64Array.of(10, 20, 30);
    const at = (from: number, to: number) => overlaps(time, { from, to });
    expect([at(0, 9), at(0, 10), at(15, 16), at(30, 40), at(31, 40)]).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(overlaps(new Float64Array(), { from: 0, to: 1 })).toBe(false);
  });
});
