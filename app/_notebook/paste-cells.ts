import { toast } from "sonner";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { textToCells } from "./cell-clipboard.ts";
import { current } from "./command.ts";
import type { OpenNotebook } from "./notebook-context.tsx";

/** Puts the cells of a text below the cursor; a whole notebook file becomes all of its cells. */
export function pasteCells(notebook: OpenNotebook, text: string): void {
  try {
    insertBelow(notebook, textToCells(text));
  } catch (error) {
    toast.error(error instanceof Error ? error.message : String(error));
  }
}

function insertBelow(notebook: OpenNotebook, cells: readonly NotebookCell[]): void {
  if (cells.length === 0) return;
  const { store } = notebook;
  const last = store.indexOf(store.selection().at(-1) ?? null);
  store.insertAll((last < 0 ? (current(notebook)?.index ?? -1) : last) + 1, cells);
  if (cells.length > 1) toast(`Pasted ${cells.length} cells`);
}
