import { expect, test } from "vitest";
import { figureTimes, rangeOf } from "#app/_charts/figure-link.ts";

const DAY = 86_400_000;
const DATES = { xaxis: { type: "date" } };

test("a figure's times are those of all its traces, as numbers, dates and texts of UTC", () => {
  const data = [{ x: Float64Array.of(DAY, 3 * DAY) }, { x: ["1970-01-01", "1970-01-03 12:00"] }, { y: [1] }];
  expect(figureTimes(data, DATES)).toEqual({ from: 0, to: 3 * DAY });
  expect(figureTimes([{ x: [new Date(5), new Date(9)] }], DATES)).toEqual({ from: 5, to: 9 });
});

test("a figure over anything else has none, nor has one without a single moment", () => {
  expect(figureTimes([{ x: [1, 2] }], {})).toBeNull();
  expect(figureTimes([{ x: [1, 2] }], { xaxis: null })).toBeNull();
  expect(figureTimes([{ x: ["a", "b"] }, { x: 7 }], DATES)).toBeNull();
});

test("a chosen range is read in either form that plotly tells it in; other changes are none", () => {
  const all = { from: 0, to: 9 * DAY };
  const days = { from: DAY, to: 2 * DAY };
  expect(rangeOf({ "xaxis.range[0]": "1970-01-02 00:00", "xaxis.range[1]": "1970-01-03" }, all)).toEqual(
    days,
  );
  expect(rangeOf({ "xaxis.range": ["1970-01-02T00:00:00Z", 2 * DAY] }, all)).toEqual(days);
  expect(rangeOf({ "xaxis.autorange": true }, all)).toEqual(all);
  expect(rangeOf({ "yaxis.range[0]": 1, "yaxis.range[1]": 2 }, all)).toBeNull();
  expect(rangeOf({ width: 3 }, all)).toBeNull();
});
