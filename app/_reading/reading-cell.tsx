"use client";

import type { NotebookCell } from "#engine/notebook/document.ts";
import { withoutValues } from "#engine/notebook/markdown-template.ts";
import { HighlightedCode } from "../_cells/highlighted-code.tsx";
import { MarkdownView } from "../_cells/markdown-view.tsx";
import { PeopleInCell } from "../_live/people-in-cell.tsx";
import { isFolded } from "../_notebook/cell-folds.ts";
import { useCellState, useNotebook } from "../_notebook/notebook-context.tsx";
import { CommentMark } from "../_talk/comment-counts.tsx";
import { CellOutputs } from "../_outputs/cell-outputs.tsx";
import styles from "./reading.module.css";

/** A cell as a reader sees it: its text, where that is shown, and what came of it. */
export function ReadingCell({
  cell,
  showCode,
  talks,
}: {
  cell: NotebookCell;
  showCode: boolean;
  /** Whether its reader sees what is said about it, and chooses by a click what a new comment is about. */
  talks: boolean;
}) {
  const state = useCellState(cell.id);
  const { store } = useNotebook();
  const isMarkdown = cell.kind === "md";
  // Prose has outputs where it has live values; where code is hidden they are no longer in its text.
  const isComputed = isMarkdown && (state?.outputs?.length ?? 0) > 0;
  return (
    <section
      id={`cell-${cell.id}`}
      className={styles.cell}
      data-cell={cell.id}
      data-status={state?.status}
      aria-label={`Cell ${cell.id}`}
      onPointerDown={talks ? () => store.setFocus(cell.id, "command") : undefined}
    >
      <PeopleInCell id={cell.id} />
      {talks ? <CommentMark id={cell.id} /> : null}
      {isMarkdown && !isComputed ? <MarkdownView source={withoutValues(cell.source)} /> : null}
      {!isMarkdown && showCode && cell.source.trim() !== "" ? <Code cell={cell} /> : null}
      {isMarkdown && !isComputed ? null : <CellOutputs cellId={cell.id} />}
    </section>
  );
}

function Code({ cell }: { cell: NotebookCell }) {
  const lines = cell.source.split("\n").length;
  const code = (
    <pre className={styles.code} tabIndex={0}>
      <HighlightedCode code={cell.source} language={cell.kind} />
    </pre>
  );
  if (!isFolded(cell, "code")) return code;
  return (
    <details className={styles.folded}>
      <summary>Code, {lines === 1 ? "1 line" : `${lines} lines`}</summary>
      {code}
    </details>
  );
}
