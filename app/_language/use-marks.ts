"use client";

import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import { type RefObject, useEffect, useRef, useSyncExternalStore } from "react";
import type { CellError } from "#engine/notebook/output.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import type { CellMarks, NotebookLanguage } from "./notebook-language.ts";

/** The line that failed when the cell last ran. */
function runMark({ state: { doc } }: EditorView, error: CellError | undefined): Diagnostic[] {
  if (error?.line === undefined || error.line > doc.lines) return [];
  const { from, to } = doc.line(error.line);
  return [{ from, to, severity: "error", message: error.message, source: "last run" }];
}

/** Mistakes of types, each with a button for what would mend it. */
function typeMarks(language: NotebookLanguage, { diagnostics }: CellMarks): Diagnostic[] {
  return diagnostics.map(({ from, to, severity, message, fixes }) => ({
    from,
    to,
    severity,
    message,
    actions: fixes.map(({ title, edits }) => ({ name: title, apply: () => language.apply(edits) })),
  }));
}

/** Underlines what failed and what is mistyped; looks after every render, since the editor may be a new one. */
export function useMarks(
  editorRef: RefObject<EditorView | null>,
  cellId: string,
  error: CellError | undefined,
): void {
  const { language } = useNotebook();
  const read = () => language.marks(cellId);
  const marks = useSyncExternalStore(language.subscribe, read, read);
  const shown = useRef<{ editor: EditorView; error: CellError | undefined; marks: CellMarks }>(null);
  useEffect(() => {
    const editor = editorRef.current;
    if (!editor) return;
    const before = shown.current;
    if (before?.editor === editor && before.error === error && before.marks === marks) return;
    // Marks of an older text would stand in the wrong places; those of this one are on their way.
    if (marks.source !== "" && marks.source !== editor.state.doc.toString()) return;
    shown.current = { editor, error, marks };
    const all = [...typeMarks(language, marks), ...runMark(editor, error)];
    editor.dispatch(setDiagnostics(editor.state, all));
  });
}
