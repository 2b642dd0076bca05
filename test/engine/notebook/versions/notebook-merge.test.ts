import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { mergeLines } from "#engine/notebook/versions/line-merge.ts";
import { diffNotebooks, isChanged } from "#engine/notebook/versions/notebook-diff.ts";
import { acceptProposals, proposalsOf, TITLE_CHANGE } from "#engine/notebook/versions/notebook-merge.ts";
import { notebook } from "#test/arbitraries/notebooks.ts";

const page = (texts: Readonly<Record<string, string>>, title = "T"): NotebookDocument => ({
  title,
  cells: Object.entries(texts).map(([id, source]) => ({ id, kind: "ts", source })),
});
const all = (base: NotebookDocument, mine: NotebookDocument, theirs: NotebookDocument) =>
  acceptProposals(base, mine, theirs, new Set(proposalsOf(base, mine, theirs).map(({ cellId }) => cellId)));

describe("texts", () => {
  const base = "a\nb\nc\nd\ne";

  test("edits of lines apart are both kept", () => {
    expect(mergeLines(base, "A\nb\nc\nd\ne", "a\nb\nc\nd\nE\nf")).toBe("A\nb\nc\nd\nE\nf");
  });

  test("edits that meet are a conflict, equal edits are none", () => {
    expect(mergeLines(base, "a\nB\nc\nd\ne", "a\nb\nC\nd\ne")).toBeNull();
    expect(mergeLines(base, "a\nB\nc\nd\ne", "a\nB\nc\nd\ne")).toBe("a\nB\nc\nd\ne");
    expect(mergeLines(base, `${base}\nx`, `${base}\ny`)).toBeNull();
  });

  test("one side's edit alone is that side's text", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "", "c"), { maxLength: 8 })
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (old, edited) => {
        expect(mergeLines(old, edited, old)).toBe(edited);
        expect(mergeLines(old, old, edited)).toBe(edited);
      }),
    );
  });
});

describe("notebooks", () => {
  test("everything accepted upon the base gives the suggestion", () => {
    fc.assert(
      fc.property(notebook, notebook, (base, theirs) => {
        const merged = all(base, base, theirs);
        expect(new Map(merged.cells.map((cell) => [cell.id, cell]))).toEqual(
          new Map(theirs.cells.map((cell) => [cell.id, cell])),
        );
        expect(merged.title).toBe(theirs.title);
      }),
      { numRuns: 300 },
    );
  });

  test("nothing accepted changes nothing, and ids stay apart whatever is accepted", () => {
    fc.assert(
      fc.property(notebook, notebook, notebook, (base, mine, theirs) => {
        expect(acceptProposals(base, mine, theirs, new Set())).toEqual(mine);
        const ids = all(base, mine, theirs).cells.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 300 },
    );
  });

  test("each proposal says how it fits what became of the notebook meanwhile", () => {
    const base = page({ a: "1", b: "1\n2\n3\n4", c: "1", d: "1", e: "1" });
    const mine = page({ a: "1", b: "one\n2\n3\n4", c: "mine", d: "both", e: "1" });
    const theirs = page({ a: "2", b: "1\n2\n3\nfour", c: "theirs", d: "both", f: "new" }, "U");
    expect(
      Object.fromEntries(proposalsOf(base, mine, theirs).map((one) => [one.cellId, one.outcome])),
    ).toEqual({
      [TITLE_CHANGE]: "clean",
      a: "clean",
      b: "merged",
      c: "conflict",
      d: "present",
      e: "clean",
      f: "clean",
    });
    const merged = acceptProposals(base, mine, theirs, new Set(["b", "e", "f"]));
    expect(merged.cells.map(({ id, source }) => [id, source])).toEqual([
      ["a", "1"],
      ["b", "one\n2\n3\nfour"],
      ["c", "mine"],
      ["d", "both"],
      ["f", "new"],
    ]);
    expect(merged.title).toBe("T");
  });

  test("a moved cell goes below the one that it follows in the suggestion", () => {
    const base = page({ a: "1", b: "2", c: "3" });
    const theirs = page({ b: "2", c: "3", a: "1" });
    const merged = all(base, page({ x: "0", a: "1", b: "2", c: "3", y: "9" }), theirs);
    expect(merged.cells.map(({ id }) => id)).toEqual(["x", "b", "c", "a", "y"]);
    expect(isChanged(diffNotebooks(merged, page({ x: "0", b: "2", c: "3", a: "1", y: "9" })))).toBe(false);
  });
});
