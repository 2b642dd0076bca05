"use client";

import { useSyncExternalStore } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./panel.module.css";

/** The notebook's tags, kept in its own text, by which the list finds it. */
export function TagsField() {
  const { store } = useNotebook();
  const read = () => store.document().meta?.["tags"] ?? "";
  const tags = useSyncExternalStore(store.subscribe, read, read);
  return (
    <label className={styles.tags}>
      Tags
      <input
        value={tags}
        maxLength={300}
        placeholder="momentum, sql"
        onChange={(event) => store.setMeta("tags", event.target.value)}
      />
    </label>
  );
}
