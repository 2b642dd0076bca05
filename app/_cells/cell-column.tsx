"use client";

import { useSyncExternalStore } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { CellView } from "./cell-view.tsx";
import styles from "./cells.module.css";
import { EmptyNotebook } from "./empty-notebook.tsx";
import { InsertLine } from "./insert-line.tsx";

/** The notebook's page: its cells in order, with a place to insert between any two. */
export function CellColumn() {
  const { store } = useNotebook();
  const order = useSyncExternalStore(
    store.subscribe,
    () =>
      store
        .document()
        .cells.map((cell) => cell.id)
        .join(" "),
    () =>
      store
        .document()
        .cells.map((cell) => cell.id)
        .join(" "),
  );
  const ids = order === "" ? [] : order.split(" ");
  return (
    <div className={styles.column}>
      {ids.length === 0 ? <EmptyNotebook /> : null}
      {ids.map((id, index) => (
        <div key={id} className={styles.slot}>
          <InsertLine index={index} />
          <CellView id={id} />
        </div>
      ))}
      {ids.length > 0 ? <InsertLine index={ids.length} last /> : null}
    </div>
  );
}
