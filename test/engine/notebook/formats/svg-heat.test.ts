import { describe, expect, test } from "vitest";
import { exportBlocks } from "#engine/notebook/formats/export-block.ts";
import { heatFigure } from "#engine/notebook/formats/heat-figure.ts";
import type { CellOutput } from "#engine/notebook/output.ts";

const unread = () => {
  throw new Error("no table is read here");
};
/** Hover texts of a drawing's cells, in the order in which they are drawn, and how strong each is. */
const cellsOf = (svg: string) =>
  [
    ...svg.matchAll(/y="([\d.]+)"[^>]*fill="var\(--series-(\d)\)" fill-opacity="([\d.]+)"><title>([^<]*)</g),
  ].map(([, y, series, strength, said]) => ({
    y: Number(y),
    series: Number(series),
    strength: Number(strength),
    said,
  }));

describe("a heat map on a page without a browser", () => {
  const data = [
    {
      type: "heatmap",
      x: [2, 4],
      y: [10, 20],
      z: [
        [1, null],
        [3, 2],
      ],
    },
  ];

  test("has its first row at the foot, the greatest value in full colour, and holes where there is none", () => {
    const cells = cellsOf(heatFigure(data, {}, "t") ?? "");
    expect(cells.map(({ said }) => said)).toEqual(["2, 20: 3", "4, 20: 2", "2, 10: 1"]);
    expect(cells.map(({ strength }) => strength)).toEqual([1, 0.53, 0.07]);
    expect(cells[0]?.y).toBeLessThan(cells[2]?.y ?? 0);
  });

  test("has its first row on top where its axis is turned", () => {
    const [first] = cellsOf(heatFigure(data, { yaxis: { autorange: "reversed" } }, "t") ?? "");
    expect(first?.said).toBe("2, 10: 1");
  });

  test("parts its colours at 0 where they were laid around it", () => {
    const signed = [{ type: "heatmap", z: [[-2, 1]], zmin: -2, zmax: 2 }];
    expect(cellsOf(heatFigure(signed, {}, "t") ?? "")).toMatchObject([
      { series: 1, strength: 1 },
      { series: 0, strength: 0.53 },
    ]);
  });

  test("is not drawn where another trace lies over it or nobody could read it", () => {
    const wide = [{ type: "heatmap", z: [Array.from({ length: 201 }, () => 1)] }];
    expect(heatFigure([...data, { type: "scatter" }], {}, "t")).toBeNull();
    expect(heatFigure(wide, {}, "t")).toBeNull();
    expect(heatFigure([{ type: "heatmap", z: [] }], {}, "t")).toBeNull();
  });

  test("shows hostile names, never as markup", () => {
    const hostile = [{ type: "heatmap", x: ["<img src=x>"], y: ["<b>"], z: [[1]] }];
    expect(heatFigure(hostile, { xaxis: { title: "<i>" } }, "<u>")).not.toMatch(/<(img|b|i|u)\b/);
  });
});

describe("a study on a page", () => {
  const trial = (fast: number, slow: number, objective: number) => ({
    ...{ window: 0, number: 0, objective, trades: 9, params: { fast, slow, kind: "ema" } },
  });
  const search: Extract<CellOutput, { type: "search" }> = {
    ...{ type: "search", objective: "totalReturn", goal: "maximise", leastTrades: 1, planned: 3, done: 3 },
    trials: [trial(2, 20, 0.4391123), trial(3, 20, 0.1), trial(3, 30, -0.05)],
    result: null,
  };

  test("is told as reports tell it, its best set in words, and drawn over its two parameters", () => {
    const [facts, map] = exportBlocks(search, unread);
    expect(facts).toMatchObject({
      facts: [
        ["Trials", "3"],
        [expect.stringMatching(/^Best .*, in sample$/), "43.91%"],
        ["Its parameters", "fast 2, slow 20, kind ema"],
      ],
    });
    const cells = cellsOf(map?.type === "chart" ? map.svg : "");
    expect(cells.map(({ said }) => said)).toEqual(["3, 30: −5.00%", "2, 20: 43.91%", "3, 20: 10.00%"]);
  });

  test("is drawn with the least as the best where that was wanted", () => {
    const [, map] = exportBlocks({ ...search, goal: "minimise" }, unread);
    const [least] = cellsOf(map?.type === "chart" ? map.svg : "");
    expect(least).toMatchObject({ said: "3, 30: −5.00%", strength: 1 });
  });
});
