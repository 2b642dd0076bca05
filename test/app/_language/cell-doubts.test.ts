import { expect, test } from "vitest";
import { cellDoubts } from "#app/_language/cell-doubts.ts";
import type { CellDiagnostic } from "#workers/language/client.ts";

const SOURCE = "const a = 1;\nconst b: string = a;\nclsoe;";
const mark = (from: number, message: string, severity: "error" | "warning" = "error"): CellDiagnostic => ({
  ...{ from, to: from + 1, severity, message },
  fixes: [{ title: "Mend", edits: [{ cellId: "x", from, to: from + 1, insert: "y" }] }],
});
const marks = (...diagnostics: readonly CellDiagnostic[]) => ({ source: SOURCE, diagnostics });

test("mistakes of types are told by line and column, in order, without the advice of lesser ones", () => {
  const found = cellDoubts(SOURCE, {
    ...{ error: undefined, warnings: [] },
    marks: marks(mark(19, "number is no string."), mark(0, "unused", "warning")),
  });
  expect(found).toEqual([
    {
      ...{ message: "number is no string", line: 2, column: 7 },
      fixes: [{ title: "Mend", edits: [{ cellId: "x", from: 19, to: 20, text: "y" }] }],
    },
  ]);
});

test("a line is told of once: by its error, else by its warning, else by its types", () => {
  const found = cellDoubts(SOURCE, {
    error: { code: "x", message: "boom", line: 2, frames: [] },
    warnings: [{ message: "no cell defines clsoe", line: 3, column: 1 }],
    marks: marks(mark(19, "types of line 2"), mark(34, "types of line 3"), mark(6, "types of line 1")),
  });
  expect(found.map(({ message }) => message)).toEqual(["types of line 1", "no cell defines clsoe"]);
});

test("lines of a merge that was left undone are not told one by one", () => {
  const found = marks(mark(0, "Merge conflict marker encountered."), mark(19, "types of line 2"));
  expect(cellDoubts(SOURCE, { error: undefined, warnings: [], marks: found })).toHaveLength(1);
});

test("marks of an older text are not told", () => {
  const old = { source: "before", diagnostics: [mark(0, "old")] };
  expect(cellDoubts(SOURCE, { error: undefined, warnings: [], marks: old })).toEqual([]);
});
