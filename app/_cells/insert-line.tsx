"use client";

import { Plus } from "lucide-react";
import type { CellKind } from "#engine/notebook/document.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./cells.module.css";

const KINDS: readonly (readonly [CellKind, string])[] = [
  ["ts", "TypeScript"],
  ["sql", "SQL"],
  ["md", "Markdown"],
];

/** Appears between two cells on hover or focus, and stays in sight after the last one. */
export function InsertLine({ index, last = false }: { index: number; last?: boolean }) {
  const { store } = useNotebook();
  return (
    <div className={styles.insert} data-last={last}>
      {KINDS.map(([kind, label]) => (
        <button key={kind} type="button" onClick={() => store.insert(index, kind)}>
          <Plus size={12} aria-hidden /> {label}
        </button>
      ))}
    </div>
  );
}
