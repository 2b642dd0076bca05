import { expect, test } from "vitest";
import { isSameSeries } from "#app/_charts/same-series.ts";

const line = (...values: number[]) =>
  ({ kind: "line", name: "a", values: Float64Array.from(values), tone: "accent", width: 1 }) as const;

test("series are the same while every number is, gaps included", () => {
  expect(isSameSeries(line(1, NaN, 3), line(1, NaN, 3))).toBe(true);
  expect(isSameSeries(line(1, NaN, 3), line(1, 2, 3))).toBe(false);
  expect(isSameSeries(line(1, 2), line(1, 2, 3))).toBe(false);
});

test("a series is not the same as none, nor as one that is drawn otherwise", () => {
  expect(isSameSeries(line(1), undefined)).toBe(false);
  expect(isSameSeries(line(1), { kind: "volume", name: "a", values: Float64Array.of(1) })).toBe(false);
});
