import { expect, test } from "vitest";
import { type BinStorage, DeletedCells } from "#app/_notebook/deleted-cells.ts";

function storage(full = false): BinStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (full) throw new Error("quota exceeded");
      kept.set(key, value);
    },
  };
}
const cell = (id: string, source = id) => ({ id, kind: "ts" as const, source });
const ids = (bin: DeletedCells) => bin.all().map((entry) => entry.cell.id);

test("deleted cells are there after a reload, newest first; blank ones are not kept", () => {
  const browser = storage();
  const bin = new DeletedCells("n", browser);
  bin.add([cell("a")], 1);
  bin.add([cell("b"), cell("c", "  \n")], 2);
  expect(ids(new DeletedCells("n", browser))).toEqual(["b", "a"]);
  expect(ids(new DeletedCells("other", browser))).toEqual([]);
});

test("a cell that came back leaves the bin", () => {
  const bin = new DeletedCells("n", null);
  bin.add([cell("a"), cell("b")], 1);
  bin.take(new Set(["a"]));
  expect(ids(bin)).toEqual(["b"]);
});

test("a full storage costs the next visit, not this one, and the oldest make room", () => {
  const bin = new DeletedCells("n", storage(true));
  for (let n = 0; n < 60; n++) bin.add([cell(`c${n}`)], n);
  expect(ids(bin)).toHaveLength(50);
  expect(ids(bin)[0]).toBe("c59");
});
