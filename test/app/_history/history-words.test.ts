import { expect, test } from "vitest";
import { changeWords } from "#app/_history/change-words.ts";
import { revisionTitle } from "#app/_history/revision-words.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { diffNotebooks } from "#engine/notebook/versions/notebook-diff.ts";

const page = (texts: Readonly<Record<string, string>>, title = "T"): NotebookDocument => ({
  title,
  cells: Object.entries(texts).map(([id, source]) => ({ id, kind: "ts", source })),
});

test("a difference is told by the numbers of its cells", () => {
  const before = page({ a: "1", b: "2", c: "3", d: "4" });
  const words = (after: NotebookDocument) => changeWords(diffNotebooks(before, after));
  expect(words(page({ b: "2", c: "30", a: "1", e: "5" }))).toBe(
    "1 cell changed, 1 added, 1 removed, 1 moved",
  );
  expect(words(page({ a: "10", b: "20", c: "3", d: "4" }))).toBe("2 cells changed");
  expect(words(page({ a: "1", b: "2", c: "3", d: "4" }, "U"))).toBe("Only the title changed");
  expect(words(before)).toBe("No cell changed");
});

test("a version is called by its name, else by how it came to be, else by its number", () => {
  expect(revisionTitle({ number: 4, name: "Before the split", origin: "restored version 2" })).toBe(
    "Before the split",
  );
  expect(revisionTitle({ number: 4, name: null, origin: "restored version 2" })).toBe("Restored version 2");
  expect(revisionTitle({ number: 4, name: null, origin: null })).toBe("Version 4");
  expect(revisionTitle({ number: 1, name: null, origin: null })).toBe("First version");
});
