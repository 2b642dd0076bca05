"use client";

import { closeCompletion, completionStatus } from "@codemirror/autocomplete";
import { EditorState, Prec, Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import type { CellKind } from "#engine/notebook/document.ts";
import type { CellError } from "#engine/notebook/output.ts";
import { textEdits } from "#engine/notebook/versions/text-edits.ts";
import { caretField, followCarets } from "../_live/caret-view.ts";
import { languageExtension } from "../_language/language-extension.ts";
import { useMarks } from "../_language/use-marks.ts";
import { looksLikeCells } from "../_notebook/cell-clipboard.ts";
import { runCommand } from "../_notebook/commands.ts";
import { type OpenNotebook, useCell, useNotebook } from "../_notebook/notebook-context.tsx";
import { pasteCells } from "../_notebook/paste-cells.ts";
import styles from "./cells.module.css";
import { editorExtensions } from "./editor-extensions.ts";
import { useEditorTurn } from "./editor-turn.ts";

/** The text of one cell in CodeMirror; far from the viewport it is plain text, so that 200 cells open quickly. */
export function CodeEditor({
  id,
  kind,
  editing,
  error,
}: {
  id: string;
  kind: CellKind;
  editing: boolean;
  error: CellError | undefined;
}) {
  const host = useRef<HTMLDivElement>(null);
  const near = useEditorTurn(host, editing);
  const view = useEditorView(host, id, kind, near);
  useFollowFocus(view, editing);
  useMarks(view, id, error);
  return (
    <div ref={host} className={styles.editor}>
      {near ? null : <PlainText id={id} />}
    </div>
  );
}

function PlainText({ id }: { id: string }) {
  return <pre>{useCell(id)?.source}</pre>;
}

type ViewRef = RefObject<EditorView | null>;

function useEditorView(
  host: RefObject<HTMLDivElement | null>,
  id: string,
  kind: CellKind,
  near: boolean,
): ViewRef {
  const notebook = useNotebook();
  const view = useRef<EditorView | null>(null);
  useEffect(() => {
    if (!near || !host.current) return;
    const source = notebook.store.cell(id)?.source ?? "";
    const state = EditorState.create({
      doc: source,
      extensions: [
        cellKeys(notebook),
        editorExtensions(kind),
        languageExtension(notebook.language, notebook.states, id, kind),
        documentLink(notebook, id),
        accessibleName(id),
        pastedCells(notebook),
        caretField,
      ],
    });
    const editor = new EditorView({ state, parent: host.current });
    view.current = editor;
    const ends = [followDocument(editor, notebook, id), followCarets(editor, notebook.company, id)];
    return () => {
      for (const end of ends) end();
      editor.destroy();
      view.current = null;
    };
  }, [notebook, host, id, kind, near]);
  return view;
}

/** Keys that leave the text and act on the notebook. */
function cellKeys(notebook: OpenNotebook) {
  const command = (id: string) => (view: EditorView) => {
    closeCompletion(view);
    runCommand(id, notebook);
    return true;
  };
  return Prec.highest(
    keymap.of([
      { key: "Shift-Enter", run: command("run-move") },
      { key: "Mod-Enter", run: command("run"), shift: command("run-all") },
      { key: "Alt-Enter", run: command("run-insert") },
      { key: "Mod-s", run: command("save") },
      { key: "Mod-f", run: command("find"), shift: command("replace") },
      { key: "Mod-h", run: command("replace") },
      { key: "Mod-Shift--", run: command("split") },
      { key: "Mod-Shift-_", run: command("split") },
      {
        key: "Escape",
        run: (view) => completionStatus(view.state) === null && command("leave")(view),
      },
    ]),
  );
}

/** Typing goes to the store, and a click into the text puts the notebook's cursor here. */
function documentLink({ store, company }: OpenNotebook, id: string) {
  return EditorView.updateListener.of((update) => {
    if (update.docChanged) store.edit(id, update.state.doc.toString());
    if (update.selectionSet || update.docChanged) {
      const { anchor, head } = update.state.selection.main;
      store.noteCaret(id, head);
      company.select(id, anchor, head);
    }
    if (update.focusChanged && update.view.hasFocus) store.setFocus(id, "edit");
  });
}

/** A pasted notebook file becomes cells, not text. */
function pastedCells(notebook: OpenNotebook) {
  return EditorView.domEventHandlers({
    paste: (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!looksLikeCells(text)) return false;
      event.preventDefault();
      pasteCells(notebook, text);
      return true;
    },
  });
}

/** Enter goes into the text and Escape out of it; Tab, which indents there, passes it by on its way to the results. */
function accessibleName(id: string) {
  return EditorView.contentAttributes.of({ "aria-label": `Text of cell ${id}`, tabindex: "-1" });
}

/**
 * Takes over text that changed outside of the editor, in the task in which it changed, so that no key ever falls on a
 * text that is no more. What others typed is theirs to undo.
 */
function followDocument(view: EditorView, { store }: OpenNotebook, id: string): () => void {
  return store.subscribeTo(id, () => {
    // The editor knows one kind of line break.
    const source = store.cell(id)?.source.replace(/\r\n?/g, "\n");
    const shown = view.state.doc.toString();
    if (source === undefined || source === shown) return;
    const changes = textEdits(shown, source).map(({ at, remove, insert }) => ({
      from: at,
      to: at + remove,
      insert,
    }));
    const theirs = [Transaction.remote.of(true), Transaction.addToHistory.of(false)];
    view.dispatch({ changes, annotations: store.isReceiving() ? theirs : [] });
  });
}

function useFollowFocus(view: ViewRef, editing: boolean): void {
  useEffect(() => {
    if (editing && view.current && !view.current.hasFocus) view.current.focus();
  });
}
