import type { NotebookDocument } from "#engine/notebook/document.ts";

/** Of cells whose text is new, those that run without being asked: none of a lazy notebook, none that wait for their button. */
export function runsByItself({ run, cells }: NotebookDocument, changed: readonly string[]): string[] {
  if (run === "lazy") return [];
  return cells
    .filter((cell) => changed.includes(cell.id) && (cell.run ?? "auto") === "auto")
    .map(({ id }) => id);
}
