"use client";

import { useDocument, useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./panel.module.css";

/** The notebook's tags, kept in its own text, by which the list finds it. */
export function TagsField() {
  const { store } = useNotebook();
  const tags = useDocument().meta?.["tags"] ?? "";
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
