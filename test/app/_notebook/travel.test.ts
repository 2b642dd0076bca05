import fc from "fast-check";
import { expect, test } from "vitest";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { NotebookStore } from "#app/_notebook/notebook-store.ts";
import { travel } from "#app/_notebook/travel.ts";
import { notebook } from "../../arbitraries/notebooks.ts";

const of = (...ids: string[]): NotebookDocument => ({
  title: "t",
  cells: ids.map((id) => ({ id, kind: "ts", source: id })),
});
const ids = ({ cells }: NotebookDocument) => cells.map(({ id }) => id).join("");

test("with nobody else about, taking a change back gives what there was, and doing it again what came of it", () => {
  fc.assert(
    fc.property(notebook, notebook, (from, to) => {
      const [before, after] = [
        { ...from, title: "t" },
        { ...to, title: "t" },
      ];
      expect(travel(after, before, after)).toEqual(before);
      expect(travel(before, after, before)).toEqual(after);
    }),
  );
});

test("undo takes back one's own change and leaves what others did since", () => {
  const before = of("a", "b", "c");
  expect(ids(travel(of("a", "c"), before, of("a", "x", "c")))).toBe("axbc");
  expect(ids(travel(of("a", "n", "b", "c"), before, of("x", "a", "n", "b")))).toBe("xab");
  expect(ids(travel(of("c", "a", "b"), before, of("c", "a", "b", "y")))).toBe("abyc");
});

test("what others write is not one's own to undo", () => {
  const store = new NotebookStore(of("a", "b"));
  store.insert(2, "ts", "mine");
  const mine = store.order()[2] ?? "";
  store.receive({ ...store.document(), cells: [...of("z").cells, ...store.document().cells] });
  expect(store.undo()).toBe(true);
  expect(store.order()).toEqual(["z", "a", "b"]);
  expect(store.undo()).toBe(false);
  expect(store.redo()).toBe(true);
  expect(store.order()).toEqual(["z", "a", "b", mine]);
});
