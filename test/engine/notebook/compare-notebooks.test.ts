import fc from "fast-check";
import { expect, test } from "vitest";
import { compareNotebooks, mergeNotebooks } from "#engine/notebook/compare-notebooks.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { notebook } from "#test/arbitraries/notebooks.ts";

const page = (texts: Readonly<Record<string, string>>): NotebookDocument => ({
  title: "T",
  cells: Object.entries(texts).map(([id, source]) => ({ id, kind: "ts", source })),
});
const MINE = page({ a: "1", b: "mine", m: "only mine" });
const THEIRS = page({ a: "1", t: "only theirs", b: "theirs" });
const fresh = (taken: ReadonlySet<string>) => `n${taken.size}`;
const texts = (document: NotebookDocument) => document.cells.map((cell) => cell.source);

test("only cells that differ are asked about", () => {
  expect(compareNotebooks(MINE, THEIRS).map(({ cellId }) => cellId)).toEqual(["b", "m", "t"]);
});

test("without a decision nothing of either side is lost", () => {
  expect(texts(mergeNotebooks(MINE, THEIRS, new Map(), fresh))).toEqual([
    "1",
    "only theirs",
    "mine",
    "theirs",
    "only mine",
  ]);
});

test("each cell follows its own choice", () => {
  const choices = new Map([["b", "theirs"] as const, ["m", "theirs"] as const, ["t", "mine"] as const]);
  expect(texts(mergeNotebooks(MINE, THEIRS, choices, fresh))).toEqual(["1", "theirs"]);
});

test("choosing one side everywhere gives that side's cells, and ids stay apart", () => {
  fc.assert(
    fc.property(notebook, notebook, (mine, theirs) => {
      const all = (choice: "mine" | "theirs" | "both") =>
        mergeNotebooks(
          mine,
          theirs,
          new Map(compareNotebooks(mine, theirs).map(({ cellId }) => [cellId, choice])),
          fresh,
        );
      expect(all("mine").cells).toEqual(mine.cells);
      const ids = (document: NotebookDocument) => document.cells.map((cell) => cell.id);
      expect(ids(all("theirs")).sort()).toEqual(ids(theirs).sort());
      expect(new Set(ids(all("both"))).size).toBe(ids(all("both")).length);
    }),
    { numRuns: 200 },
  );
});
