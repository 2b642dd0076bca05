import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bandPoints,
  candlePoints,
  isDaily,
  linePoints,
  pointTimes,
  sumPoints,
} from "#app/_charts/chart-points.ts";

const DAY = 86_400_000;
const days = (count: number) => Float64Array.from({ length: count }, (_, day) => day * DAY + 5 * 3_600_000);
const values = fc.float64Array({ minLength: 1, maxLength: 300, noNaN: true, min: -1e6, max: 1e6 });

describe("points of a chart", () => {
  test("of joined candles have the first open, the extremes and the last close", () => {
    const bars = {
      open: Float64Array.of(1, 2, 3, 4),
      high: Float64Array.of(5, 9, 4, NaN),
      low: Float64Array.of(0.5, 1, 2, NaN),
      close: Float64Array.of(2, 3, 4, NaN),
    };
    const window = { from: 0, to: 4, size: 2 };
    const [first, second] = candlePoints(bars, window, pointTimes(days(4), window));
    expect(first).toMatchObject({ open: 1, high: 9, low: 0.5, close: 3 });
    expect(second).toMatchObject({ open: 3, high: 4, low: 2, close: 4 });
  });

  test("of joined lines lose neither the lowest nor the highest value", () => {
    fc.assert(
      fc.property(values, fc.constantFrom(1, 2, 4, 8), (column, size) => {
        const window = { from: 0, to: column.length, size };
        const points = linePoints(column, window, pointTimes(days(column.length), window));
        const shown = points.flatMap((point) => ("value" in point ? [point.value] : []));
        const pairs = Math.floor(Math.ceil(column.length / size) / 2) * 2 * size;
        const whole = size === 1 ? column : column.subarray(0, pairs);
        if (whole.length === 0) return;
        expect(Math.max(...shown)).toBeGreaterThanOrEqual(Math.max(...whole));
        expect(Math.min(...shown)).toBeLessThanOrEqual(Math.min(...whole));
      }),
    );
  });

  test("of joined volumes are sums; a missing volume is none", () => {
    const window = { from: 0, to: 3, size: 2 };
    const points = sumPoints(Float64Array.of(1, NaN, 4), window, pointTimes(days(3), window));
    expect(points.map((point) => ("value" in point ? point.value : null))).toEqual([1, 4]);
  });

  test("of a joined band have the widest edges, whichever is the upper one; a row without one is a gap", () => {
    const window = { from: 0, to: 4, size: 2 };
    const band = { low: Float64Array.of(3, 9, NaN, 1), high: Float64Array.of(5, 8, 2, NaN) };
    const [first, second] = bandPoints(band, window, pointTimes(days(4), window));
    expect(first).toMatchObject({ low: 3, high: 9 });
    expect(second).not.toHaveProperty("low");
  });

  test("a gap stays a gap", () => {
    const window = { from: 0, to: 2, size: 1 };
    const [, second] = linePoints(Float64Array.of(1, NaN), window, pointTimes(days(2), window));
    expect(second).not.toHaveProperty("value");
  });

  test("times ascend strictly, and a close at midnight belongs to the day before", () => {
    const times = pointTimes(Float64Array.of(DAY, 2 * DAY, 2.8 * DAY), { from: 0, to: 3, size: 1 });
    expect(times.slice(0, 2)).toEqual([0, DAY / 1000]);
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? NaN))).toBe(true);
    expect(isDaily(Float64Array.of(0, 60_000))).toBe(false);
  });
});
