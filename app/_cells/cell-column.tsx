"use client";

import { memo, useSyncExternalStore } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { useCellDrop } from "./cell-drag.ts";
import { CellView } from "./cell-view.tsx";
import styles from "./cells.module.css";
import { EmptyNotebook } from "./empty-notebook.tsx";
import { InsertLine } from "./insert-line.tsx";

/** The notebook's page: its cells in order, with a place to insert between any two. */
export function CellColumn() {
  const { store } = useNotebook();
  const ids = useSyncExternalStore(store.subscribe, store.order, store.order);
  return (
    <div className={styles.column}>
      {ids.length === 0 ? <EmptyNotebook /> : null}
      {ids.map((id, index) => (
        <CellSlot key={id} id={id} index={index} />
      ))}
      {ids.length > 0 ? <InsertLine index={ids.length} last /> : null}
    </div>
  );
}

const CellSlot = memo(function CellSlot({ id, index }: { id: string; index: number }) {
  const drop = useCellDrop(index);
  return (
    <div className={styles.slot} {...drop}>
      <InsertLine index={index} />
      <CellView id={id} />
    </div>
  );
});
