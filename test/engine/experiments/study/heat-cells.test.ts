import { expect, it } from "vitest";
import { heatCells, heatParameters } from "#engine/experiments/study/heat-cells.ts";
import type { StudyTrial } from "#app/_studies/parameter-map.tsx";

const trialOf = (params: StudyTrial["params"], objective: number | null, number = 0): StudyTrial => ({
  ...{ number, params, objective, status: "completed", metrics: {} },
  ...{ trades: 1, window: 0, folds: [], error: null },
});

it("a map is drawn over numbers that were varied", () => {
  const trials = [
    trialOf({ fast: 2, kind: "sma", fixed: 1, slow: 20 }, 1),
    trialOf({ fast: 3, kind: "ema", fixed: 1, slow: 30 }, 2),
  ];
  expect(heatParameters(trials)).toEqual(["fast", "slow"]);
});

it("few values are a step each, and a cell has the best of its trials", () => {
  const trials = [
    trialOf({ a: 1, b: 10 }, 0.5, 0),
    trialOf({ a: 1, b: 10 }, 0.7, 1),
    trialOf({ a: 2, b: 10 }, -1, 2),
    trialOf({ a: 2, b: 30 }, null, 3),
    trialOf({ a: 2 }, 9, 4),
  ];
  const map = heatCells(trials, ["a", "b"], "maximise");
  expect(map?.columns.map(({ low }) => low)).toEqual([1, 2]);
  expect(map?.rows).toEqual([{ low: 10, high: 10 }]);
  expect(map?.cells.map(({ score, trials: count }) => [score, count])).toEqual([
    [-1, 1],
    [0.7, 2],
  ]);
  expect([map?.worst, map?.best.best.number]).toEqual([-1, 1]);
  expect(heatCells(trials, ["a", "b"], "minimise")?.best.score).toBe(-1);
  expect(heatCells(trials, ["a", "c"], "maximise")).toBeUndefined();
});

it("values at even distances or ratios are a step each, others lie on a scale of equal stretches", () => {
  const columnsOf = (values: readonly number[]) =>
    heatCells(
      values.map((a, at) => trialOf({ a, b: at % 2 }, at)),
      ["a", "b"],
      "maximise",
    )?.columns ?? [];
  const even = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
  const doubled = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
  for (const values of [even, doubled, [5, 10, 20, 200]])
    expect(columnsOf(values)).toEqual(values.map((value) => ({ low: value, high: value })));
  const random = [3, 7, 13, 23, 30, 41, 44, 71, 90, 122];
  const columns = columnsOf(random);
  expect([columns[0]?.low, columns.at(-1)?.high]).toEqual([3, 122]);
  const sizes = columns.slice(0, -1).map(({ low, high }) => high - low);
  expect(new Set(sizes).size).toBe(1);
});

it.each([
  ["even stretches of a range", 24, (at: number) => at / 8, (low: number, high: number) => high - low],
  ["as many whole numbers each", 20, (at: number) => at, (low: number, high: number) => high - low],
  [
    "stretches of one ratio where a range is wide",
    24,
    (at: number) => 1.1 ** at,
    (low: number, high: number) => high / low,
  ],
] as const)("many values share %s, each in one of them", (_, count, valueAt, sizeOf) => {
  const trials = Array.from({ length: 100 }, (_each, at) => trialOf({ a: valueAt(at), b: at % 2 }, at));
  const map = heatCells(trials, ["a", "b"], "maximise");
  expect(map?.columns).toHaveLength(count);
  const sizes = map?.columns.map(({ low, high }) => sizeOf(low, high)) ?? [];
  for (const size of sizes) expect(size).toBeCloseTo(sizes[0] ?? NaN, 9);
  expect(map?.cells.reduce((sum, cell) => sum + cell.trials, 0)).toBe(100);
  for (const { column, best } of map?.cells ?? []) {
    const { low = NaN, high = NaN } = map?.columns[column] ?? {};
    expect(Number(best.params.a)).toBeGreaterThanOrEqual(low);
    expect(Number(best.params.a)).toBeLessThanOrEqual(high);
  }
});
