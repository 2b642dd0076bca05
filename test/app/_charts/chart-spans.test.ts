import { expect, test } from "vitest";
import { lastInSight, spanInSight, spanRows, spansFor } from "#app/_charts/chart-spans.ts";

const DAY_MS = 86_400_000;
/** Six years of days. */
const TIME = Float64Array.from({ length: 2192 }, (_, day) => day * DAY_MS);
const spans = spansFor(2191 * DAY_MS);

test("each span that a chart is long enough for is known by its name when its rows are in sight", () => {
  expect(spans.map(({ name }) => name)).toEqual(["3m", "1y", "5y", "All"]);
  expect(spansFor(200 * DAY_MS).map(({ name }) => name)).toEqual(["3m", "All"]);
  for (const span of spans) expect(spanInSight(TIME, spanRows(TIME, span))).toBe(span.name);
});

test("a part that somebody zoomed to has no name: it does not pass for the whole", () => {
  expect(spanInSight(TIME, { from: 0, to: TIME.length + 3 })).toBe("All");
  expect(spanInSight(TIME, { from: 0, to: 1500 })).toBeNull();
  expect(spanInSight(TIME, { from: 700, to: TIME.length + 3 })).toBeNull();
});

test("the last row in sight is one of the chart's, whatever lies beyond its ends", () => {
  expect(lastInSight(TIME, { from: 0, to: 1500 })).toBe(1499);
  expect(lastInSight(TIME, { from: 0, to: 9999 })).toBe(2191);
  expect(lastInSight(TIME, { from: -50, to: -20 })).toBe(0);
});
