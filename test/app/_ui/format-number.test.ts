import { expect, test } from "vitest";
import { formatChange, formatDuration, formatNumber, formatSigned } from "#app/_ui/format-number.ts";

test.each([
  [1234.5, "money", "1,235"],
  [-0.2534, "percent", "−25.34%"],
  [1.005, "ratio", "1.01"],
  [-0.0001, "ratio", "0.00"],
  [null, "ratio", "–"],
  [NaN, "price", "–"],
  [Infinity, "ratio", "∞"],
] as const)("%s as %s reads %s", (value, kind, text) => {
  expect(formatNumber(value, kind)).toBe(text);
});

test("gains carry a plus sign, losses a true minus, nothing carries none", () => {
  expect([0.1, -0.1, 0].map((value) => formatSigned(value, "percent"))).toEqual([
    "+10.00%",
    "−10.00%",
    "0.00%",
  ]);
});

test("durations choose their unit", () => {
  expect([12, 1430, 125_000].map(formatDuration)).toEqual(["12 ms", "1.4 s", "2 min 5 s"]);
});

test("a difference of percentages is told in points, of all else in its own unit", () => {
  expect([0.6777, -0.0004, 0.05, null].map((change) => formatChange(change, "percent"))).toEqual([
    "+67.8 points",
    "0.0 points",
    "+5.0 points",
    "–",
  ]);
  expect([formatChange(-0.25, "ratio"), formatChange(12, "count")]).toEqual(["−0.25", "+12"]);
});
