"use client";

import { Plus } from "lucide-react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Hint } from "../_ui/hint.tsx";
import { rovingButtons, rovingIndex } from "../_ui/roving-buttons.ts";
import { CELL_KINDS } from "./cell-kinds.ts";
import styles from "./cells.module.css";

/** Appears between two cells on hover or focus, and stays in sight after the last one. */
export function InsertLine({ index, last = false }: { index: number; last?: boolean }) {
  const { store } = useNotebook();
  return (
    <div
      className={styles.insert}
      data-last={last}
      role="toolbar"
      aria-label={`Insert cell ${index + 1}`}
      {...rovingButtons}
    >
      {CELL_KINDS.map(({ kind, label, hint, source = "" }, place) => (
        <Hint key={label} text={hint}>
          <button
            type="button"
            tabIndex={rovingIndex(place)}
            onClick={() => store.insert(index, kind, source)}
          >
            <Plus size={12} aria-hidden /> {label}
          </button>
        </Hint>
      ))}
    </div>
  );
}
