import type { CellKind, NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";

/** A fresh cell id: four letters and digits that no cell of the notebook has. */
export function freshCellId(
  taken: ReadonlySet<string> | NotebookDocument,
  random: () => number = Math.random,
): string {
  const ids = "cells" in taken ? new Set(taken.cells.map((cell) => cell.id)) : taken;
  for (;;) {
    const id = Math.floor(random() * 36 ** 4)
      .toString(36)
      .padStart(4, "0");
    if (!ids.has(id)) return id;
  }
}

/** A name for a new cell of a kind that is read by its name: the kind with the first number that is free. */
export function freshName(document: NotebookDocument, kind: CellKind): { name?: string } {
  if (kind !== "input" && kind !== "strategy") return {};
  const taken = new Set(document.cells.map((cell) => cell.name));
  for (let n = 1; ; n++) if (!taken.has(`${kind}${n}`)) return { name: `${kind}${n}` };
}

/** An empty cell of one kind. */
export function emptyCell(id: string, kind: CellKind): NotebookCell {
  return { id, kind, source: "" };
}

/** The notebook with cells put before position `index`. */
export function insertCells(
  document: NotebookDocument,
  index: number,
  cells: readonly NotebookCell[],
): NotebookDocument {
  return { ...document, cells: document.cells.toSpliced(index, 0, ...cells) };
}

/** Cells as they may stand in a notebook beside its own: an id that is taken is replaced by a fresh one. */
export function withFreeIds(document: NotebookDocument, cells: readonly NotebookCell[]): NotebookCell[] {
  const taken = new Set(document.cells.map((cell) => cell.id));
  return cells.map((cell) => {
    const id = taken.has(cell.id) ? freshCellId(taken) : cell.id;
    taken.add(id);
    return { ...cell, id };
  });
}

/** The notebook without some cells. */
export function removeCells(document: NotebookDocument, ids: ReadonlySet<string>): NotebookDocument {
  return { ...document, cells: document.cells.filter((cell) => !ids.has(cell.id)) };
}

/** The notebook with some cells, in their order, standing before what is now at position `index`. */
export function moveCells(
  document: NotebookDocument,
  ids: ReadonlySet<string>,
  index: number,
): NotebookDocument {
  const moved = document.cells.filter((cell) => ids.has(cell.id));
  const above = document.cells.slice(0, index).filter((cell) => !ids.has(cell.id));
  const below = document.cells.slice(index).filter((cell) => !ids.has(cell.id));
  return { ...document, cells: [...above, ...moved, ...below] };
}

/** The notebook with some cells, taken together, one place up (-1) or down (1), held within the page. */
export function shiftCells(
  document: NotebookDocument,
  ids: ReadonlySet<string>,
  offset: number,
): NotebookDocument {
  const places = document.cells.flatMap((cell, place) => (ids.has(cell.id) ? [place] : []));
  const first = places[0];
  const last = places.at(-1);
  if (first === undefined || last === undefined) return document;
  const to = offset < 0 ? first + offset : last + 1 + offset;
  return moveCells(document, ids, Math.min(Math.max(to, 0), document.cells.length));
}

/** The notebook with some fields of one cell replaced; every other cell keeps its identity. */
export function changeCell(
  document: NotebookDocument,
  id: string,
  change: Partial<Omit<NotebookCell, "id">>,
): NotebookDocument {
  return {
    ...document,
    cells: document.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)),
  };
}

/** The notebook with one cell cut in two at a place in its text; the upper part keeps the id. */
export function splitCell(
  document: NotebookDocument,
  id: string,
  offset: number,
  newId: string,
): NotebookDocument {
  const index = document.cells.findIndex((cell) => cell.id === id);
  const cell = document.cells[index];
  if (!cell) return document;
  const upper = cell.source.slice(0, offset).replace(/\n+$/, "");
  const lower = cell.source.slice(offset).replace(/^\n+/, "");
  const { kind, run } = cell;
  const second: NotebookCell = { id: newId, kind, source: lower, ...(run ? { run } : {}) };
  return insertCells(changeCell(document, id, { source: upper }), index + 1, [second]);
}

/**
 * The notebook with some cells made one, which keeps the first one's id.
 *
 * @returns null when they are not all of one kind whose text can simply be joined.
 */
export function mergeCells(document: NotebookDocument, ids: ReadonlySet<string>): NotebookDocument | null {
  const cells = document.cells.filter((cell) => ids.has(cell.id));
  const [first, ...rest] = cells;
  if (!first || rest.length === 0) return null;
  const joint = JOINTS[first.kind];
  if (joint === undefined || rest.some((cell) => cell.kind !== first.kind)) return null;
  const merged = changeCell(document, first.id, {
    source: cells.map((cell) => cell.source).join(joint),
  });
  return removeCells(merged, new Set(rest.map((cell) => cell.id)));
}

const JOINTS: Partial<Record<CellKind, string>> = { ts: "\n", md: "\n\n" };
