"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { isLiveMarkdown, withBlanks, withoutValues } from "#engine/notebook/markdown-template.ts";
import type { CellStatus } from "#engine/notebook/output.ts";
import { isWrapped } from "#engine/notebook/wrapped-source.ts";
import { isFolded } from "../_notebook/cell-folds.ts";
import type { CellShape } from "../_notebook/cell-shape.ts";
import {
  useCell,
  useCellCursor,
  useCellError,
  useCellShape,
  useCellState,
  useNotebook,
  useSandboxStatus,
} from "../_notebook/notebook-context.tsx";
import { CellOutputs } from "../_outputs/cell-outputs.tsx";
import { PeopleInCell } from "../_live/people-in-cell.tsx";
import { CommentMark } from "../_talk/comment-counts.tsx";
import { CellName } from "./cell-name.tsx";
import { kindLabel } from "./cell-kinds.ts";
import styles from "./cells.module.css";
import { CodeEditor } from "./code-editor.tsx";
import { FoldedCode, FoldedOutput } from "./folded-part.tsx";
import { Gutter } from "./gutter.tsx";
import { LastRun } from "./last-run.tsx";
import { MarkdownView } from "./markdown-view.tsx";

/** One cell: gutter, text, and what came of it. */
export function CellView({ id }: { id: string }) {
  const { store } = useNotebook();
  const cell = useCellShape(id);
  const cursor = useCellCursor(id);
  const { element, pointed } = useFocusInCellMode(cursor === "command");
  if (!cell) return null;
  const active = cursor === "command" || cursor === "edit";
  return (
    <section
      ref={element}
      className={styles.cell}
      tabIndex={-1}
      data-cell={id}
      data-active={active}
      data-selected={cursor === "selected"}
      data-mode={active ? cursor : undefined}
      aria-label={`${kindLabel(cell.kind)} cell ${id}`}
      onKeyDown={backToCell}
      onPointerDown={(event) => {
        if (event.shiftKey && cursor !== "edit") {
          store.setFocus(id, "command", store.focus().anchorId ?? store.focus().cellId ?? id);
          event.preventDefault();
        } else if (!active) {
          pointed.current = true;
          store.setFocus(id, "command");
        }
      }}
    >
      <Gutter id={id} kind={cell.kind} />
      <LastRun id={id} />
      <CommentMark id={id} />
      <PeopleInCell id={id} />
      <div className={styles.body}>
        {cell.kind === "md" ? (
          <MarkdownBody id={id} editing={cursor === "edit"} />
        ) : (
          <CodeBody cell={cell} editing={cursor === "edit"} />
        )}
      </div>
    </section>
  );
}

/** Escape leaves a table, a tab or a control for its cell; what opens over the page closes first. */
function backToCell(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (event.key !== "Escape" || event.defaultPrevented || !(target instanceof Node)) return;
  if (target !== currentTarget && currentTarget.contains(target))
    currentTarget.focus({ preventScroll: true });
}

function CodeBody({ cell, editing }: { cell: CellShape; editing: boolean }) {
  const error = useCellError(cell.id);
  const folded = isFolded(cell, "code") && !editing;
  return (
    <>
      {isWrapped(cell.kind) && !folded ? <CellName cell={cell} /> : null}
      {folded ? (
        <FoldedCode cell={cell} />
      ) : (
        <CodeEditor id={cell.id} kind={cell.kind} editing={editing} error={error} />
      )}
      {isFolded(cell, "output") ? <FoldedOutput cell={cell} /> : <CellOutputs cellId={cell.id} />}
    </>
  );
}

function MarkdownBody({ id, editing }: { id: string; editing: boolean }) {
  const { store } = useNotebook();
  const source = useCell(id)?.source ?? "";
  const state = useCellState(id);
  const isComing = useComing(state?.status);
  // Live values are computed in the sandbox: blanks stand for those on their way, their code for those that nobody computes.
  const isComputed =
    isLiveMarkdown(source) && (state?.error !== undefined || (state?.outputs?.length ?? 0) > 0);
  return (
    <>
      {editing ? <CodeEditor id={id} kind="md" editing error={state?.error} /> : null}
      <div onDoubleClick={() => store.setFocus(id, "edit")}>
        {isComputed ? (
          <CellOutputs cellId={id} />
        ) : (
          <MarkdownView source={isComing ? withBlanks(source) : withoutValues(source)} />
        )}
      </div>
    </>
  );
}

/** Whether a cell that shows nothing yet will show something by itself: it runs, or will as soon as the engine is there. */
function useComing(status: CellStatus | undefined): boolean {
  const { store } = useNotebook();
  const sandbox = useSandboxStatus();
  if (status === "queued" || status === "running") return true;
  return sandbox === "starting" && store.document().run !== "lazy";
}

/**
 * Moves the browser's focus with the notebook's cursor and brings the cell into sight; not where a pointer chose it, since what is being pressed must
 * not move away before it is let go.
 */
function useFocusInCellMode(wanted: boolean) {
  const element = useRef<HTMLElement>(null);
  const pointed = useRef(false);
  const mounted = useRef(false);
  useEffect(() => {
    if (wanted && element.current && !element.current.contains(document.activeElement)) {
      element.current.focus({ preventScroll: true });
      if (mounted.current && !pointed.current) element.current.scrollIntoView({ block: "nearest" });
    }
    if (wanted && document.activeElement?.closest(".cm-editor"))
      element.current?.focus({ preventScroll: true });
    mounted.current = true;
    pointed.current = false;
  }, [wanted]);
  return { element, pointed };
}
