"use client";

import { RotateCcw, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { kindLabel } from "../_cells/cell-kinds.ts";
import type { DeletedCell } from "../_notebook/deleted-cells.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { IconButton } from "../_ui/button.tsx";
import styles from "./panel.module.css";

/** The bin of deleted cells: each can come back below the cursor. */
export function DeletedList() {
  const notebook = useNotebook();
  const { bin, store } = notebook;
  const deleted = useSyncExternalStore(bin.subscribe, bin.all, bin.all);
  const restore = ({ cell }: DeletedCell) => {
    bin.take(new Set([cell.id]));
    store.insertAll(store.indexOf(store.focus().cellId) + 1, [cell]);
    notebook.control.run([cell.id]);
  };
  if (deleted.length === 0)
    return <p className={styles.hint}>Cells that you delete are kept here, in this browser.</p>;
  return (
    <ul className={styles.deleted}>
      {deleted.map((entry, index) => (
        <li key={`${entry.cell.id}-${index}`}>
          <pre>{entry.cell.source.split("\n").slice(0, 3).join("\n")}</pre>
          <footer>
            <span>
              {kindLabel(entry.cell.kind)}, {timeOfDay(entry.deletedAt)}
            </span>
            <IconButton label={`Bring back cell ${entry.cell.id}`} onClick={() => restore(entry)}>
              <RotateCcw size={13} aria-hidden />
            </IconButton>
            <IconButton
              label={`Delete cell ${entry.cell.id} for good`}
              onClick={() => bin.take(new Set([entry.cell.id]))}
            >
              <X size={13} aria-hidden />
            </IconButton>
          </footer>
        </li>
      ))}
    </ul>
  );
}

function timeOfDay(utcMs: number): string {
  return new Date(utcMs).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
