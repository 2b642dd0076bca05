import fc from "fast-check";
import { expect, test } from "vitest";
import { printNotebook } from "#engine/notebook/percent-format.ts";
import { cutSource } from "#engine/notebook/versions/source-pieces.ts";
import { nastyText, notebook } from "#test/arbitraries/notebooks.ts";

test("pieces give back any text", () => {
  fc.assert(
    fc.property(fc.oneof(nastyText, notebook.map(printNotebook)), (text) => {
      expect(cutSource(text).join("")).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test("a notebook is cut into its head and its cells, so that an edited cell is the only new piece", () => {
  const cells = ["1", "2", "3"].map((source, at) => ({ id: `c${at}`, kind: "ts" as const, source }));
  const before = cutSource(printNotebook({ title: "T", cells }));
  const after = cutSource(
    printNotebook({ title: "T", cells: cells.with(1, { id: "c1", kind: "ts", source: "two" }) }),
  );
  expect(before).toHaveLength(4);
  expect(after.filter((piece) => !before.includes(piece))).toEqual(['// %% [ts] id="c1"\ntwo\n\n']);
});

test("a text of nothing but marks is cut a bounded number of times", () => {
  const text = "// %%\n".repeat(10_000);
  expect(cutSource(text)).toHaveLength(4_000);
  expect(cutSource(text).join("")).toBe(text);
});
