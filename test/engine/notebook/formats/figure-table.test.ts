import { expect, test } from "vitest";
import { exportBlocks } from "#engine/notebook/formats/export-block.ts";
import { figureTable } from "#engine/notebook/formats/figure-table.ts";

const unread = () => {
  throw new Error("no table is read");
};

test("a heat map is the table of its grid, a row for each y and a column for each x", () => {
  const trace = {
    type: "heatmap",
    x: ["Jan", "Feb"],
    y: [2020, 2021],
    z: [[1.5, NaN], new Float64Array([-2, 0])],
  };
  expect(figureTable(trace)).toEqual({
    columns: ["", "Jan", "Feb"],
    numeric: [false, true, true],
    rows: [
      ["2020", "1.5", "\u2013"],
      ["2021", "\u22122", "0"],
    ],
    rowCount: 2,
  });
});

test("a pie is a table of its labels and values", () => {
  expect(figureTable({ type: "pie", labels: ["a", "b"], values: [1, 2] })?.rows).toEqual([
    ["a", "1"],
    ["b", "2"],
  ]);
});

test("a long trace is cut and says how many rows it had; one without data is no table", () => {
  const table = figureTable({ type: "scatter3d", z: Array.from({ length: 1000 }, (_, row) => row) });
  expect([table?.rows.length, table?.rowCount]).toEqual([200, 1000]);
  expect(figureTable({ type: "indicator", value: 3 })).toBeNull();
});

test("an exported figure that cannot be drawn stands under its title with its numbers", () => {
  const data = [{ type: "surface", z: [[1]] }];
  const blocks = exportBlocks({ type: "figure", data, layout: { title: { text: "Months" } } }, unread);
  expect(blocks).toMatchObject([{ type: "table", title: "Months", table: { rowCount: 1 } }]);
});
