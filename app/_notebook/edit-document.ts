import type { CellKind, NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";

/** A fresh cell id: four letters and digits that no cell of the notebook has. */
export function freshCellId(document: NotebookDocument, random: () => number = Math.random): string {
  const taken = new Set(document.cells.map((cell) => cell.id));
  for (;;) {
    const id = Math.floor(random() * 36 ** 4)
      .toString(36)
      .padStart(4, "0");
    if (!taken.has(id)) return id;
  }
}

/** An empty cell of one kind. */
export function emptyCell(id: string, kind: CellKind): NotebookCell {
  return { id, kind, source: "" };
}

/** The notebook with a cell put before position `index`. */
export function insertCell(document: NotebookDocument, index: number, cell: NotebookCell): NotebookDocument {
  return { ...document, cells: document.cells.toSpliced(index, 0, cell) };
}

/** The notebook without one cell. */
export function removeCell(document: NotebookDocument, id: string): NotebookDocument {
  return { ...document, cells: document.cells.filter((cell) => cell.id !== id) };
}

/** The notebook with one cell moved by `offset` places, held within the page. */
export function moveCell(document: NotebookDocument, id: string, offset: number): NotebookDocument {
  const from = document.cells.findIndex((cell) => cell.id === id);
  const cell = document.cells[from];
  if (!cell) return document;
  const to = Math.min(Math.max(from + offset, 0), document.cells.length - 1);
  return { ...document, cells: document.cells.toSpliced(from, 1).toSpliced(to, 0, cell) };
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

/**
 * An older structure with today's text: undoing a deletion must not undo what was typed since.
 */
export function restoreStructure(older: NotebookDocument, present: NotebookDocument): NotebookDocument {
  const sources = new Map(present.cells.map((cell) => [cell.id, cell.source]));
  const cells = older.cells.map((cell) => {
    const source = sources.get(cell.id);
    return source === undefined || source === cell.source ? cell : { ...cell, source };
  });
  return { ...older, title: present.title, cells };
}
