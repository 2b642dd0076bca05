import { expect, test } from "vitest";
import { notebookTypes, writtenNotebookTypes } from "#server/setup/notebook-types.ts";

test("editors know every name that cells see; write-notebook-types.ts was run after the last new one", () => {
  expect(writtenNotebookTypes()).toBe(notebookTypes());
  expect(notebookTypes()).toContain('declare const slider: CellApi["slider"];');
});
