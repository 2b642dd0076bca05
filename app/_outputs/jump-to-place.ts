import { EditorView } from "@codemirror/view";
import type { NotebookStore } from "../_notebook/notebook-store.ts";

/** Frames that an editor may take to be there, if its cell was far from the viewport. */
const PATIENCE_FRAMES = 30;

/** Puts the cursor at a place in a cell's text and brings it into sight; lines and columns count from 1. */
export function jumpToPlace(store: NotebookStore, cellId: string, line: number, column: number): void {
  store.setFocus(cellId, "edit");
  const attempt = (left: number): void => {
    const editor = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cellId)}"] .cm-editor`);
    const view = editor ? EditorView.findFromDOM(editor) : null;
    if (view) putCursor(view, line, column);
    else if (left > 0) requestAnimationFrame(() => attempt(left - 1));
  };
  requestAnimationFrame(() => attempt(PATIENCE_FRAMES));
}

function putCursor(view: EditorView, line: number, column: number): void {
  const { doc } = view.state;
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const anchor = Math.min(from + Math.max(column - 1, 0), to);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  view.focus();
}
