"use client";

import { useNotebook } from "../_notebook/notebook-context.tsx";
import { formatDuration } from "../_ui/format-number.ts";
import styles from "./run-notes.module.css";

/** Says that a cell waits because it was slow, and takes that back on a click. */
export function DemotedNote({ cellId, ms }: { cellId: string; ms: number }) {
  const { control } = useNotebook();
  return (
    <p className={styles.note} role="note">
      Its last run by itself took {formatDuration(ms)}, so it waits to be run.{" "}
      <button type="button" className={styles.action} onClick={() => control.promote(cellId)}>
        Run it by itself all the same
      </button>
    </p>
  );
}
