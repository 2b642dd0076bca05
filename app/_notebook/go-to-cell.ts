import type { NotebookStore } from "./notebook-store.ts";

/** Puts the notebook's cursor on a cell and the cell in sight, where it is edited and where it is only read. */
export function goToCell(store: Pick<NotebookStore, "setFocus">, cellId: string): void {
  store.setFocus(cellId, "command");
  document.querySelector(`[data-cell="${CSS.escape(cellId)}"]`)?.scrollIntoView({ block: "nearest" });
}
