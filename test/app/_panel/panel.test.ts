import { expect, test } from "vitest";
import { arcPath, cellArcs, relatives } from "#app/_panel/cell-arcs.ts";
import { cellNames } from "#app/_panel/cell-names.ts";
import { headingsOf } from "#app/_panel/headings.ts";
import { variableRows } from "#app/_panel/variable-rows.ts";
import type { ShownState } from "#app/_notebook/cell-states.ts";

const state = (cellId: string, defines: string[], reads: string[]): [string, ShownState] => [
  cellId,
  {
    cellId,
    status: "fresh",
    version: 1,
    defines,
    reads,
    values: defines.map((name) => ({ name, type: "number", text: "1" })),
  },
];
const STATES = new Map([state("a", ["x", "y"], []), state("b", ["z"], ["x", "y"]), state("c", [], ["z"])]);
const ORDER = ["a", "b", "c"];

test("headings are those of markdown cells, not of code in them", () => {
  const source = "# One\n\n```\n# no heading\n```\n## Two `code` [link](x) ##";
  expect(headingsOf({ title: "", cells: [{ id: "m", kind: "md", source }] })).toEqual([
    { cellId: "m", level: 1, text: "One" },
    { cellId: "m", level: 2, text: "Two code link" },
  ]);
});

test("a variable has its value, its cell and its readers", () => {
  expect(variableRows(ORDER, STATES)[0]).toEqual({
    name: "x",
    type: "number",
    value: "1",
    definedIn: "a",
    usedIn: ["b"],
    stale: false,
  });
});

test("a cell reads names of others and gives its own, each with the cells at the other end", () => {
  expect(cellNames("b", ORDER, STATES)).toEqual({
    reads: [
      { name: "x", cells: ["a"] },
      { name: "y", cells: ["a"] },
    ],
    defines: [{ name: "z", cells: ["c"] }],
  });
  expect(cellNames("none", ORDER, STATES)).toEqual({ reads: [], defines: [] });
});

test("two names between two cells are one arc, and relatives are the direct ones", () => {
  const arcs = cellArcs(ORDER, STATES);
  expect(arcs).toEqual([
    { from: "a", to: "b" },
    { from: "b", to: "c" },
  ]);
  expect([...relatives("b", arcs)]).toEqual([
    ["a", "parent"],
    ["c", "child"],
  ]);
});

test("an arc stays within its width however far it reaches", () => {
  expect(Math.min(...(arcPath(0, 500, 84).match(/[\d.-]+/g) ?? []).map(Number))).toBeGreaterThanOrEqual(0);
});
