import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stillServes, WHOLE_ROWS, windowFor } from "#app/_charts/chart-window.ts";

const sights = fc
  .tuple(fc.integer({ min: -5000, max: 2_000_000 }), fc.integer({ min: 1, max: 2_000_000 }))
  .map(([from, width]) => ({ from, to: from + width }));

describe("the part of a chart that is held", () => {
  test("is all of a short chart, row by row", () => {
    expect(windowFor(WHOLE_ROWS, { from: 3, to: 9 })).toEqual({ from: 0, to: WHOLE_ROWS, size: 1 });
  });

  test("serves what it was made for, in few points, aligned so that neighbours fall into the same points again", () => {
    fc.assert(
      fc.property(sights, fc.integer({ min: WHOLE_ROWS + 1, max: 2_000_000 }), (sight, rows) => {
        fc.pre(sight.from < rows && sight.to > 0);
        const held = windowFor(rows, sight);
        expect(stillServes(held, rows, sight)).toBe(true);
        expect((held.to - held.from) / held.size).toBeLessThan(9010);
        expect(held.from % held.size).toBe(0);
      }),
    );
  });

  test("no longer serves after zooming far in, or panning past its end", () => {
    const held = windowFor(1_000_000, { from: 500_000, to: 600_000 });
    expect(stillServes(held, 1_000_000, { from: 550_000, to: 551_000 })).toBe(false);
    expect(stillServes(held, 1_000_000, { from: 650_000, to: 750_000 })).toBe(false);
    expect(stillServes(held, 1_000_000, { from: 520_000, to: 620_000 })).toBe(true);
  });
});
