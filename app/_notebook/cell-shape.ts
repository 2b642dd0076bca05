import type { NotebookCell } from "#engine/notebook/document.ts";
import type { NotebookStore } from "./notebook-store.ts";

/** A cell without its text. */
export type CellShape = Omit<NotebookCell, "source">;

const shapes = new WeakMap<NotebookStore, Map<string, CellShape>>();

/** A cell without its text: the same object until anything else of it changes, so that a key redraws nothing but the text. */
export function cellShape(store: NotebookStore, id: string): CellShape | undefined {
  const cell = store.cell(id);
  if (!cell) return undefined;
  const known = shapes.get(store) ?? new Map<string, CellShape>();
  shapes.set(store, known);
  const before = known.get(id);
  if (before && isSameShape(before, cell)) return before;
  known.set(id, cell);
  return cell;
}

const isSameShape = (a: CellShape, b: CellShape): boolean =>
  a.kind === b.kind && a.name === b.name && a.run === b.run && a.meta === b.meta;
