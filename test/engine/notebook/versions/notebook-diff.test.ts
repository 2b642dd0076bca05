import fc from "fast-check";
import { expect, test } from "vitest";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { diffNotebooks, differs, isChanged } from "#engine/notebook/versions/notebook-diff.ts";
import { notebook } from "#test/arbitraries/notebooks.ts";

const page = (texts: Readonly<Record<string, string>>, title = "T"): NotebookDocument => ({
  title,
  cells: Object.entries(texts).map(([id, source]) => ({ id, kind: "ts", source })),
});
const told = (before: NotebookDocument, after: NotebookDocument) =>
  diffNotebooks(before, after).cells.map(
    ({ cellId, kind, moved }) => `${kind}${moved ? " moved" : ""} ${cellId}`,
  );

test("a version differs from itself in nothing", () => {
  fc.assert(
    fc.property(notebook, (one) => {
      expect(isChanged(diffNotebooks(one, one))).toBe(false);
    }),
  );
});

test("every cell of both versions is told once, and each side's cells keep their order", () => {
  fc.assert(
    fc.property(notebook, notebook, (before, after) => {
      const { cells } = diffNotebooks(before, after);
      const ids = cells.map(({ cellId }) => cellId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(cells.flatMap((change) => change.after ?? [])).toEqual(after.cells);
      expect(new Set(cells.flatMap((change) => change.before ?? []))).toEqual(new Set(before.cells));
    }),
    { numRuns: 300 },
  );
});

test("added, removed, changed and moved cells are told apart, removed ones where they stood", () => {
  const before = page({ a: "1", gone: "2", b: "3", c: "4", d: "5" });
  const after = page({ a: "1", c: "4", b: "30", fresh: "6", d: "5" });
  expect(told(before, after)).toEqual([
    "same a",
    "removed gone",
    "same moved c",
    "changed b",
    "added fresh",
    "same d",
  ]);
});

test("one cell that goes to the end is the only one that moved", () => {
  const before = page({ a: "1", b: "2", c: "3", d: "4" });
  const after = page({ b: "2", c: "3", d: "4", a: "1" });
  expect(
    diffNotebooks(before, after)
      .cells.filter(differs)
      .map(({ cellId }) => cellId),
  ).toEqual(["a"]);
});

test("what differs of a cell is named; folds are its look", () => {
  const before: NotebookDocument = { title: "T", cells: [{ id: "a", kind: "ts", source: "1" }] };
  const after: NotebookDocument = {
    title: "U",
    cells: [{ id: "a", kind: "sql", name: "x", source: "1", run: "manual", meta: { fold: "code" } }],
  };
  const diff = diffNotebooks(before, after);
  expect(diff.title).toEqual({ before: "T", after: "U" });
  expect(diff.cells[0]?.fields).toEqual(["kind", "name", "run", "look"]);
});
