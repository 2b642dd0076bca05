import fc from "fast-check";
import { expect, test } from "vitest";
import { roundTicks } from "#engine/notebook/formats/axis-ticks.ts";
import { timeTicks } from "#engine/notebook/formats/time-ticks.ts";

const texts = (ticks: readonly { readonly text: string }[]): string[] => ticks.map(({ text }) => text);

test.each([
  [{ min: 83_442, max: 190_387 }, "number", ["100,000", "125,000", "150,000", "175,000"]],
  [{ min: -0.2731, max: 0 }, "fraction", ["−20%", "−10%", "0%"]],
  [{ min: 0, max: 1 }, "number", ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]],
  [{ min: 0, max: 0.00011 }, "number", ["0.000000", "0.000025", "0.000050", "0.000075", "0.000100"]],
  [{ min: 100_000.1, max: 100_000.9 }, "number", ["100,000.2", "100,000.4", "100,000.6", "100,000.8"]],
] as const)("values of $0 are round", (range, unit, told) => {
  expect(texts(roundTicks(range, range.max === 0 ? 3 : 5, unit))).toEqual(told);
});

test.each([
  ["2015-01-02", "2023-12-29", ["2016", "2018", "2020", "2022"]],
  ["2020-01-01", "2021-01-01", ["2020-01", "2020-04", "2020-07", "2020-10", "2021-01"]],
  [
    "2020-02-27",
    "2020-03-03",
    ["2020-02-27", "2020-02-28", "2020-02-29", "2020-03-01", "2020-03-02", "2020-03-03"],
  ],
  ["2020-03-02T09:30Z", "2020-03-02T16:00Z", ["03-02 10:00", "03-02 11:00", "03-02 12:00", "03-02 13:00"]],
] as const)("from %s to %s the calendar turns at round dates", (from, to, told) => {
  const ticks = texts(timeTicks({ min: Date.parse(from), max: Date.parse(to) }, 8));
  expect(ticks.slice(0, told.length)).toEqual(told);
  expect(ticks.length).toBeLessThanOrEqual(8);
});

test("any axis has two to a few marks, in order and within its range", () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      fc.pre(a < b);
      for (const ticks of [roundTicks({ min: a, max: b }, 5), timeTicks({ min: a, max: b }, 8)]) {
        const places = ticks.map(({ value: at }) => at);
        expect(ticks.length).toBeLessThanOrEqual(10);
        expect(places).toEqual([...places].sort((x, y) => x - y));
        const rounding = (b - a) * 1e-9;
        expect(places.every((at) => at >= a - rounding && at <= b + rounding)).toBe(true);
      }
    }),
    {
      examples: [
        [1e16 + 2, 1e16 + 4],
        [-8.64e15, 8.64e15],
        [5e-324, 5.000000005000001],
        [-Number.MAX_VALUE, Number.MAX_VALUE],
      ],
    },
  );
});
