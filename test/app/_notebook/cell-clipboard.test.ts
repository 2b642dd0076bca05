import { expect, test } from "vitest";
import { cellsToText, looksLikeCells, textToCells } from "#app/_notebook/cell-clipboard.ts";
import { withFreeIds } from "#app/_notebook/edit-document.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";

const CELLS: readonly NotebookCell[] = [
  { id: "k1", kind: "md", source: "# Title" },
  { id: "k2", kind: "ts", source: "const a = `// %% x`;", run: "manual" },
];

test("copied cells paste as they were", () => {
  const text = cellsToText(CELLS);
  expect(looksLikeCells(text)).toBe(true);
  expect(textToCells(text)).toEqual(CELLS);
});

test("plain text pastes as one cell, blank text as none", () => {
  expect(looksLikeCells("const b = 1;")).toBe(false);
  expect(textToCells("const b = 1;\r\n")).toEqual([{ id: "pasted", kind: "ts", source: "const b = 1;" }]);
  expect(textToCells(" \n")).toEqual([]);
});

test("an id that the notebook has already is replaced, others stay", () => {
  const free = withFreeIds({ title: "", cells: [{ id: "k1", kind: "ts", source: "" }] }, [
    ...CELLS,
    ...CELLS,
  ]);
  expect(new Set(["k1", ...free.map((cell) => cell.id)]).size).toBe(5);
  expect(free[1]?.id).toBe("k2");
});
