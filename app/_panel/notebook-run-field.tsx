"use client";

import { useSyncExternalStore } from "react";
import type { NotebookRun } from "#engine/notebook/document.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./panel.module.css";

/** When the notebook's cells run, for all that do not say otherwise. */
export function NotebookRunField() {
  const { store, rights } = useNotebook();
  const read = (): NotebookRun => store.document().run ?? "auto";
  const run = useSyncExternalStore(store.subscribe, read, read);
  return (
    <label className={styles.tags}>
      The notebook, when something changes
      <select
        value={run}
        disabled={rights !== "edit"}
        onChange={(event) => store.setNotebookRun(event.target.value as NotebookRun)}
      >
        <option value="auto">runs what follows from it</option>
        <option value="lazy">marks what follows, to be run on demand</option>
      </select>
    </label>
  );
}
