"use client";

import { ChevronRight } from "lucide-react";
import { foldChange } from "../_notebook/cell-folds.ts";
import type { CellShape } from "../_notebook/cell-shape.ts";
import { useCell, useCellState, useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./cells.module.css";

/** The first line that says something, in place of the whole text. */
export function FoldedCode({ cell }: { cell: CellShape }) {
  const { store } = useNotebook();
  const lines = (useCell(cell.id)?.source ?? "").split("\n");
  const first = lines.find((line) => line.trim() !== "" && !line.trim().startsWith("import ")) ?? "";
  return (
    <button
      type="button"
      className={styles.folded}
      aria-expanded={false}
      onClick={() => store.changeCells([cell.id], () => foldChange(cell, "code", false))}
    >
      <ChevronRight size={13} aria-hidden />
      <code>{first.slice(0, 120) || "empty"}</code>
      <span>{lines.length === 1 ? "1 line" : `${lines.length} lines`}</span>
    </button>
  );
}

/** Says that there is output, and shows it on a click. */
export function FoldedOutput({ cell }: { cell: CellShape }) {
  const { store } = useNotebook();
  const state = useCellState(cell.id);
  if (!state?.error && (state?.outputs ?? []).length === 0) return null;
  return (
    <button
      type="button"
      className={styles.folded}
      aria-expanded={false}
      onClick={() => store.changeCells([cell.id], () => foldChange(cell, "output", false))}
    >
      <ChevronRight size={13} aria-hidden />
      <span>{state?.error ? "Output folded; this cell failed" : "Output folded"}</span>
    </button>
  );
}
