import { expect, test } from "vitest";
import { runsByItself } from "#app/_review/runs-by-itself.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";

test("what was taken over runs as an edit would: not in a lazy notebook, nor what waits for its button or is gone", () => {
  const cell = (id: string, run?: NotebookCell["run"]): NotebookCell => {
    return { id, kind: "ts", source: id, ...(run && { run }) };
  };
  const document = {
    title: "t",
    cells: [cell("a"), cell("b", "manual"), cell("c", "confirm"), cell("d", "auto")],
  };
  expect(runsByItself(document, ["a", "b", "c", "d", "gone"])).toEqual(["a", "d"]);
  expect(runsByItself(document, ["b"])).toEqual([]);
  expect(runsByItself({ ...document, run: "lazy" }, ["a"])).toEqual([]);
});
