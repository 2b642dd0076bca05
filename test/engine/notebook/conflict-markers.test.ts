import { describe, expect, test } from "vitest";
import { conflictIn } from "#engine/notebook/conflict-markers.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";

const cell = (source: string): NotebookCell => ({ id: "a", kind: "ts", source });
const settled = (source: string) => conflictIn(cell(source))?.fixes.map(({ edits }) => edits[0]?.text);

const CONFLICT = "let a = 1;\n<<<<<<< HEAD\na = 2;\n=======\na = 3;\n>>>>>>> other branch\na";

describe("marks of a merge in a cell", () => {
  test("are named with the line where they begin", () => {
    expect(conflictIn(cell(CONFLICT))).toMatchObject({
      line: 2,
      message:
        "a merge conflict of git in this cell; keep one side, and take out the lines with <<<<<<<, ======= and >>>>>>>",
    });
  });

  test("are settled by either side, or by both", () => {
    expect(settled(CONFLICT)).toEqual([
      "let a = 1;\na = 2;\na",
      "let a = 1;\na = 3;\na",
      "let a = 1;\na = 2;\na = 3;\na",
    ]);
  });

  test("of several conflicts, sides that are empty, and a common ancestor are settled at once", () => {
    const source = "<<<<<<< x\n1\n||||||| base\n0\n=======\n>>>>>>> y\n<<<<<<<\n=======\n2\n>>>>>>>";
    expect(settled(source)).toEqual(["1\n", "2\n", "1\n2\n"]);
    expect(conflictIn(cell(source))?.message).toMatch(/^2 merge conflicts/);
  });

  test("that are not whole, or stand inside a line, are none", () => {
    expect(conflictIn(cell("a <<<<<<< b\n=======\n>>>>>>> c"))).toBeNull();
    expect(conflictIn(cell("<<<<<<< HEAD\nx\n======="))).toBeNull();
  });
});
