import { expect, test } from "vitest";
import { NotebookStore } from "#app/_notebook/notebook-store.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";

const THREE: NotebookDocument = {
  title: "Three",
  cells: ["a", "b", "c"].map((id) => ({ id, kind: "ts", source: id })),
};
const order = (store: NotebookStore) => store.document().cells.map((cell) => cell.id);

test("an edit leaves every other cell identical, so that only one cell draws again", () => {
  const store = new NotebookStore(THREE);
  const before = store.document().cells;
  store.edit("b", "1 + 1");
  const after = store.document().cells;
  expect([after[0] === before[0], after[1] === before[1], after[2] === before[2]]).toEqual([
    true,
    false,
    true,
  ]);
});

test("undoing a deletion brings the cell back where it was and keeps what was typed since", () => {
  const store = new NotebookStore(THREE);
  store.remove("b");
  store.edit("c", "typed later");
  expect(store.undo()).toBe(true);
  expect(order(store)).toEqual(["a", "b", "c"]);
  expect(store.cell("c")?.source).toBe("typed later");
});

test("undo with nothing to undo says so and changes nothing", () => {
  const store = new NotebookStore(THREE);
  expect(store.undo()).toBe(false);
  expect(store.document()).toBe(THREE);
});

test("deleting the cell with the cursor moves the cursor to its neighbour", () => {
  const store = new NotebookStore(THREE);
  store.setFocus("c", "edit");
  store.remove("c");
  expect(store.focus()).toEqual({ cellId: "b", mode: "command" });
});

test("a moved cell stays on the page", () => {
  const store = new NotebookStore(THREE);
  store.move("a", -1);
  store.move("c", 5);
  store.move("a", 1);
  expect(order(store)).toEqual(["b", "a", "c"]);
});

test("an inserted cell has an id of its own and the cursor", () => {
  const store = new NotebookStore(THREE);
  const id = store.insert(1, "md");
  expect(order(store)).toEqual(["a", id, "b", "c"]);
  expect(store.focus()).toEqual({ cellId: id, mode: "edit" });
});

test("an edit tells who listens to its cell, and nobody who listens to another", () => {
  const store = new NotebookStore(THREE);
  const told: string[] = [];
  const part = store.subscribeTo("b", () => told.push("b"));
  store.subscribeTo("c", () => told.push("c"));
  store.edit("b", "1 + 1");
  part();
  store.edit("b", "1 + 2");
  expect(told).toEqual(["b"]);
});

test("the cursor's way tells the cells that it leaves and enters, a selection all of them", () => {
  const store = new NotebookStore(THREE);
  const told: string[] = [];
  for (const id of ["a", "b", "c"]) store.subscribeTo(id, () => told.push(id));
  store.setFocus("c", "command");
  expect(told.splice(0)).toEqual(["a", "c"]);
  store.setFocus("b", "command", "c");
  expect(told.splice(0)).toEqual(["a", "b", "c"]);
  store.remove("a");
  expect(new Set(told)).toEqual(new Set(["a", "b", "c"]));
});

test("a merge of two cells is one step: undone, both are back with their texts", () => {
  const cells = [
    { id: "a", kind: "ts" as const, source: "const x = 1" },
    { id: "b", kind: "ts" as const, source: "const x = 2" },
  ];
  const store = new NotebookStore({ title: "T", cells });
  store.setFocus("b", "command");
  store.editMany(new Map([["a", "let x = 1\n\nx = 2"]]), new Set(["b"]));
  expect([store.order(), store.focus().cellId]).toEqual([["a"], "a"]);
  store.undo();
  expect(store.document().cells).toEqual(cells);
});
