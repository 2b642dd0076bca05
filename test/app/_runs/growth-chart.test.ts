import { expect, test } from "vitest";
import { thinCurve } from "#app/_report/thin-curve.ts";
import { growthChart } from "#app/_runs/growth-chart.ts";
import { timeChart } from "#engine/notebook/time-chart.ts";

test("accounts of different times begin at 1 on one axis, and are gaps before their start and after their end", () => {
  const chart = growthChart([
    { name: "early", time: [1, 3], equity: [100, 110] },
    { name: "late", time: [2, 4], equity: [50, 75] },
  ]);
  expect(timeChart.safeParse(chart).success).toBe(true);
  expect([...chart.time]).toEqual([1, 2, 3, 4]);
  const values = chart.panes[0]?.series.map((series) => (series.kind === "line" ? [...series.values] : []));
  expect(values).toEqual([
    [1, 1, 1.1, NaN],
    [NaN, 1, 1, 1.5],
  ]);
});

test("beside days, minutes have no more room than their days", () => {
  const [day, minute] = [86_400_000, 60_000];
  const days = Array.from({ length: 40 }, (_, at) => (at + 1) * day);
  const minutes = Array.from({ length: 600 }, (_, at) => 30 * day + (at + 1) * minute);
  const chart = growthChart([
    { name: "days", time: days, equity: days.map(() => 1) },
    { name: "minutes", time: minutes, equity: minutes.map((_, at) => 1 + at) },
  ]);
  expect([...chart.time]).toEqual(days);
  expect(chart.panes[0]?.series[1]).toMatchObject({
    values: expect.objectContaining({ 30: NaN }) as unknown,
  });
  const short = growthChart([{ name: "minutes", time: minutes, equity: minutes }]);
  expect(short.time).toHaveLength(600);
});

test("a kept account has its first and its last close, and at most 2,000 points", () => {
  const time = Float64Array.from({ length: 9999 }, (_, row) => row);
  const kept = thinCurve({ time, equity: time.map((value) => value * 2) });
  expect([kept.time.length, kept.time[0], kept.time.at(-1), kept.equity.at(-1)]).toEqual([
    2000, 0, 9998, 19_996,
  ]);
  expect(thinCurve({ time: Float64Array.of(5), equity: Float64Array.of(7) })).toEqual({
    time: [5],
    equity: [7],
  });
});
