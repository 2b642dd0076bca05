import fc from "fast-check";
import { expect, test } from "vitest";
import { countLines, diffLines } from "#engine/notebook/versions/line-diff.ts";
import type { DiffLine } from "#engine/notebook/versions/line-diff.ts";
import { nastyText } from "#test/arbitraries/notebooks.ts";

const textOf = (lines: readonly DiffLine[], left: DiffLine["kind"]) =>
  lines
    .filter(({ kind }) => kind !== left)
    .map(({ parts }) => parts.map(({ text }) => text).join(""))
    .join("\n");
const marks = (lines: readonly DiffLine[]) =>
  lines.flatMap(({ kind, parts }) =>
    parts.filter(({ changed }) => changed).map(({ text }) => `${kind} ${text}`),
  );

test("both texts can be read from the difference, whatever they are", () => {
  fc.assert(
    fc.property(nastyText, nastyText, (before, after) => {
      const lines = diffLines(before, after);
      expect(textOf(lines, "added")).toBe(before);
      expect(textOf(lines, "removed")).toBe(after);
    }),
    { numRuns: 400 },
  );
});

test("line numbers count each side from 1", () => {
  const lines = diffLines("a\nb\nc", "a\nx\ny\nc");
  expect(lines.map(({ kind, before, after }) => [kind, before, after])).toEqual([
    ["same", 1, 1],
    ["removed", 2, undefined],
    ["added", undefined, 2],
    ["added", undefined, 3],
    ["same", 3, 4],
  ]);
  expect(countLines(lines)).toEqual({ added: 2, removed: 1 });
});

test("in lines that are alike only the words that differ are marked", () => {
  expect(marks(diffLines("const fast = sma(close, 20)", "const fast = ema(close, 50)"))).toEqual([
    "removed sma",
    "removed 20",
    "added ema",
    "added 50",
  ]);
});

test("lines that have little in common carry no marks", () => {
  expect(marks(diffLines("import prices from here", "x = 1; y = 2; z = 3"))).toEqual([]);
});

test("a text that was empty loses no line, and one that is emptied gains none", () => {
  expect(diffLines("", "a\nb").map(({ kind }) => kind)).toEqual(["added", "added"]);
  expect(diffLines("a", "").map(({ kind }) => kind)).toEqual(["removed"]);
});
