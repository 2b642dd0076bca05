"use client";

import { useEffect, useRef } from "react";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { useCell, useCellState, useFocus, useNotebook } from "../_notebook/notebook-context.tsx";
import { CellOutputs } from "../_outputs/cell-outputs.tsx";
import { kindLabel } from "./cell-kinds.ts";
import styles from "./cells.module.css";
import { CodeEditor } from "./code-editor.tsx";
import { Gutter } from "./gutter.tsx";
import { MarkdownView } from "./markdown-view.tsx";

/** One cell: gutter, text, and what came of it. */
export function CellView({ id }: { id: string }) {
  const { store } = useNotebook();
  const cell = useCell(id);
  const focus = useFocus();
  const active = focus.cellId === id;
  const element = useFocusInCellMode(active && focus.mode === "command");
  if (!cell) return null;
  return (
    <section
      ref={element}
      className={styles.cell}
      tabIndex={-1}
      data-cell={id}
      data-active={active}
      data-mode={active ? focus.mode : undefined}
      aria-label={`${kindLabel(cell.kind)} cell ${id}`}
      onPointerDown={() => active || store.setFocus(id, "command")}
    >
      <Gutter cell={cell} />
      <span className={styles.id} aria-hidden>
        {id}
      </span>
      <div className={styles.body}>
        {cell.kind === "md" ? <MarkdownBody cell={cell} editing={active && focus.mode === "edit"} /> : null}
        {cell.kind === "md" ? null : <CodeBody cell={cell} editing={active && focus.mode === "edit"} />}
      </div>
    </section>
  );
}

function CodeBody({ cell, editing }: { cell: NotebookCell; editing: boolean }) {
  const state = useCellState(cell.id);
  return (
    <>
      <CodeEditor cell={cell} editing={editing} error={state?.error} />
      <CellOutputs cellId={cell.id} />
    </>
  );
}

function MarkdownBody({ cell, editing }: { cell: NotebookCell; editing: boolean }) {
  const { store } = useNotebook();
  return (
    <>
      {editing ? <CodeEditor cell={cell} editing error={undefined} /> : null}
      <div onDoubleClick={() => store.setFocus(cell.id, "edit")}>
        <MarkdownView source={cell.source} />
      </div>
    </>
  );
}

/** Moves the browser's focus with the notebook's cursor and brings the cell into sight. */
function useFocusInCellMode(wanted: boolean) {
  const element = useRef<HTMLElement>(null);
  const mounted = useRef(false);
  useEffect(() => {
    if (wanted && element.current && !element.current.contains(document.activeElement)) {
      element.current.focus({ preventScroll: true });
      if (mounted.current) element.current.scrollIntoView({ block: "nearest" });
    }
    if (wanted && document.activeElement?.closest(".cm-editor"))
      element.current?.focus({ preventScroll: true });
    mounted.current = true;
  }, [wanted]);
  return element;
}
