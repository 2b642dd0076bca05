import { expect, test } from "vitest";
import { NotebookStore } from "#app/_notebook/notebook-store.ts";
import type { NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";

const THREE: NotebookDocument = {
  title: "Three",
  cells: ["a", "b", "c"].map((id) => ({ id, kind: "ts", source: `${id}1\n${id}2` })),
};
const order = (store: NotebookStore) => store.document().cells.map((cell) => cell.id);
const sources = (store: NotebookStore) => store.document().cells.map((cell) => cell.source);

test("redo does again what undo took back, with what was typed in between", () => {
  const store = new NotebookStore(THREE);
  store.remove("b");
  store.undo();
  store.edit("b", "typed after the undo");
  expect(store.redo()).toBe(true);
  expect(order(store)).toEqual(["a", "c"]);
  store.undo();
  expect(store.cell("b")?.source).toBe("typed after the undo");
});

test("what undo brings back is selected, so that the next key is for it", () => {
  const store = new NotebookStore(THREE);
  store.setFocus("b", "command");
  store.remove("b");
  expect(store.focus().cellId).toBe("c");
  store.undo();
  expect(store.focus().cellId).toBe("b");
});

test("a new change ends what could be redone", () => {
  const store = new NotebookStore(THREE);
  store.remove("b");
  store.undo();
  store.move("a", 1);
  expect(store.redo()).toBe(false);
});

test("undoing a split makes one cell of two, and redoing cuts it again", () => {
  const store = new NotebookStore(THREE);
  const lower = store.split("b", 3);
  expect(sources(store)).toEqual(["a1\na2", "b1", "b2", "c1\nc2"]);
  store.undo();
  expect(sources(store)).toEqual(["a1\na2", "b1\nb2", "c1\nc2"]);
  store.redo();
  expect(store.cell(lower)?.source).toBe("b2");
});

test("undoing a change of many texts leaves alone what was typed over since", () => {
  const store = new NotebookStore(THREE);
  store.editMany(new Map(["a", "b", "c"].map((id) => [id, `${id} replaced`])));
  store.edit("b", "mine");
  store.undo();
  expect(sources(store)).toEqual(["a1\na2", "mine", "c1\nc2"]);
});

test("merging joins texts of one language under the first id; of two languages it refuses", () => {
  const store = new NotebookStore(THREE);
  expect(store.merge(["a", "b"])).toBe(true);
  expect(sources(store)).toEqual(["a1\na2\nb1\nb2", "c1\nc2"]);
  store.setKind("c", "md");
  expect(store.merge(["a", "c"])).toBe(false);
  expect(order(store)).toEqual(["a", "c"]);
});

test("every cell that leaves the page is handed to the bin, a merged one is not", () => {
  const gone: string[] = [];
  const store = new NotebookStore(THREE, (cells: readonly NotebookCell[]) =>
    gone.push(...cells.map((cell) => cell.id)),
  );
  store.merge(["a", "b"]);
  store.remove("c");
  expect(gone).toEqual(["c"]);
});

test("selected cells move together and stay on the page", () => {
  const store = new NotebookStore(THREE);
  store.setFocus("b", "command", "a");
  expect(store.selection()).toEqual(["a", "b"]);
  store.move(store.selection(), 1);
  expect(order(store)).toEqual(["c", "a", "b"]);
  store.move(store.selection(), 1);
  expect(order(store)).toEqual(["c", "a", "b"]);
  store.moveTo(["c"], 2);
  expect(order(store)).toEqual(["a", "c", "b"]);
});

test("the cursor says of each cell whether it is edited, chosen or selected with others", () => {
  const store = new NotebookStore(THREE);
  store.setFocus("c", "command", "b");
  expect(["a", "b", "c"].map((id) => store.cursorOf(id))).toEqual(["none", "selected", "command"]);
  store.setFocus("c", "edit");
  expect(["a", "b", "c"].map((id) => store.cursorOf(id))).toEqual(["none", "none", "edit"]);
});
